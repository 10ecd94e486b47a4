#!/usr/bin/env bash
# Publishes the function in pinned/ on Debian 13 (glibc 2.41), by lld and by gcc, and shows the highest glibc version each bootstrap asks for.
# Needs root, debootstrap, and Debian's packages within reach of apt; the .NET SDK and the NuGet cache are those of this machine.
#   [DEBIAN_MIRROR=…] tests/linking/debian13.sh [folder for the root file system]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
mkdir -p "${1:-artifacts/linking/debian13}"
root=$(realpath "${1:-artifacts/linking/debian13}")
highest() { readelf -W --dyn-syms "$1" | grep -oE 'GLIBC_[0-9.]+' | sort -V | tail -1; }

if [ ! -e "$root/etc/debian_version" ]; then
  debootstrap --variant=minbase --include=lld,gcc,libc6-dev,zlib1g-dev,ca-certificates trixie "$root" ${DEBIAN_MIRROR:-}
fi

version=1.0.0-debian13
feed=$PWD/artifacts/linking/packages
rm -rf "$feed"
dotnet pack sdk/Lambda.Native.Sdk.csproj -o "$feed" -p:PackageVersion=$version -v:q
dotnet pack src/Lambda.Native.Runtime -o "$feed" -p:PackageVersion=$version -v:q
dotnet pack src/Lambda.Native.Events -o "$feed" -p:PackageVersion=$version -v:q

dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
cache=${NUGET_PACKAGES:-$HOME/.nuget/packages}
mkdir -p "$root/dotnet" "$root/feed" "$root/cache" "$root/proc" "$root/dev"
rm -rf "$root/function"
cp -r tests/linking/pinned "$root/function"
sed -i "s/@VERSION@/$version/" "$root/function/pinned.csproj"
cat > "$root/function/nuget.config" <<CONFIG
<configuration>
  <config><add key="globalPackagesFolder" value="/function/packages" /></config>
  <packageSources><clear /><add key="packed" value="/feed" /></packageSources>
  <fallbackPackageFolders><clear /><add key="user" value="/cache" /></fallbackPackageFolders>
</configuration>
CONFIG

for linker in lld system; do
  unshare --mount bash -euc '
    mount --bind "$2" "$1/dotnet"; mount --bind "$3" "$1/feed"; mount --bind "$4" "$1/cache"; mount -t proc proc "$1/proc"; mount --rbind /dev "$1/dev"
    chroot "$1" env -i HOME=/root PATH=/dotnet:/usr/bin:/bin DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 \
      dotnet publish /function -o "/function/$5" -p:LambdaLinker="$5" -m:1
  ' - "$root" "$dotnet" "$feed" "$cache" "$linker"
  echo "$linker: $(highest "$root/function/$linker/bootstrap") on glibc $(chroot "$root" ldd --version | head -1 | grep -oE '[0-9.]+$')"
done
