#!/usr/bin/env bash
# The whole way of a function, from a clean clone: pack, create, publish, unpack, start, invoke.
# Leaves artifacts/demo/lambda.zip and artifacts/demo/bootstrap. Writes nothing outside the clone but NuGet's cache.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
root=$PWD
demo=$root/artifacts/demo
version=1.0.0-local
oldest_sdk=10.0.100

fail() { printf 'demo: %s\n' "$*" >&2; exit 1; }
step() { printf '\n== %s\n' "$*"; }

command -v dotnet >/dev/null || fail "the .NET SDK is missing; install $oldest_sdk or newer from https://dot.net"
sdk=$(cd / && dotnet --version)
[ "$(printf '%s\n%s\n' "$oldest_sdk" "$sdk" | sort -V | head -n 1)" = "$oldest_sdk" ] || fail ".NET SDK $sdk is too old; install $oldest_sdk or newer from https://dot.net"
linker=$(compgen -c ld.lld || command -v clang || command -v gcc || true)
[ -n "$linker" ] || fail "no linker: apt install lld, or dnf install lld"
case $(uname -sm) in
  'Linux x86_64') architecture=x86_64 rid=linux-x64 ;;
  'Linux aarch64') architecture=arm64 rid=linux-arm64 ;;
  *) fail "the demo runs what it publishes and needs Linux on x86_64 or arm64; this is $(uname -sm)" ;;
esac

rm -rf "$demo"
mkdir -p "$demo/tmp" "$demo/work"
# MSBuild's Exec does not quote the path of its temporary scripts.
case $demo in *[[:space:]]*) ;; *) export TMPDIR=$demo/tmp ;; esac
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false
# What is built below must not take the repository's own settings.
for file in Directory.Build.props Directory.Build.targets Directory.Packages.props; do
  printf '<Project />\n' > "$demo/work/$file"
done
cat > "$demo/work/nuget.config" <<CONFIG
<configuration>
  <packageSources>
    <add key="lambda-native-demo" value="$root/artifacts/packages" />
  </packageSources>
</configuration>
CONFIG

step "Packing $version"
for project in src/Lambda.Native.Runtime/Lambda.Native.Runtime.csproj src/Lambda.Native.Events/Lambda.Native.Events.csproj sdk/Lambda.Native.Sdk.csproj templates/Lambda.Native.Templates.csproj; do
  dotnet pack "$project" -c Release -v quiet -p:Version=$version
done
ls artifacts/packages/*."$version".nupkg
# Packages of an earlier run have the same version and other contents.
cache=$(cd "$demo/work" && dotnet nuget locals global-packages --list --force-english-output | sed 's/^global-packages: //')
for package in sdk runtime events templates; do
  rm -rf "${cache:?}/lambda.native.$package/$version"
done

step "Creating a function"
cd "$demo/work"
dotnet new install "$root/artifacts/packages/Lambda.Native.Templates.$version.nupkg" --debug:custom-hive "$demo/hive" >/dev/null
framework=
for candidate in net10.0 net9.0 net8.0; do
  rm -rf Demo
  dotnet new lambda-native -o Demo --framework "$candidate" --architecture $architecture --no-restore --debug:custom-hive "$demo/hive" >/dev/null
  if dotnet restore Demo -r $rid -v quiet >"$demo/restore-$candidate.log" 2>&1; then framework=$candidate; break; fi
done
[ -n "$framework" ] || fail "no framework's Native AOT packs could be restored; see $demo/restore-*.log"
[ "$framework" = net10.0 ] || echo "net10.0's Native AOT packs do not restore here; this demo uses $framework."
cp "$root/tests/demo/function/Function.cs" Demo/Function.cs
echo "Demo: $framework, $architecture"

step "Publishing"
cd Demo
dotnet publish -v minimal
cp "bin/Release/$framework/$rid/publish/lambda.zip" "bin/Release/$framework/$rid/publish/bootstrap" "$demo/"

step "Running the package"
cd "$root"
dotnet run --project tests/demo/runner -c Release -v quiet -- "$demo/lambda.zip" tests/demo/events "$demo/task"
rm -rf "$demo/tmp" "$demo/task"
printf '\nartifacts/demo/lambda.zip is ready for provided.al2023, %s.\n' "$architecture"
