#!/usr/bin/env bash
# Measures what the packages make of a few small functions, beside a C program of raw system calls that is the floor.
#
#   run.sh [cold|evicted|steady|sparse|payload|batch|memory|settings|link|republish|all] … [--rounds N] [--no-build]
#
# Markdown on standard output and in artifacts/benchmarks/results, progress on standard error. FRAMEWORK=net10.0 measures another
# target framework than net9.0. Writes nothing outside the clone but NuGet's cache and temporary files.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
root=$PWD
here=$root/tests/benchmarks
artifacts=$root/artifacts/benchmarks
work=$artifacts/work
bin=$artifacts/bin
results=$artifacts/results
version=1.0.0-bench
framework=${FRAMEWORK:-net9.0}

# Each default of sdk/targets/Lambda.Native.Startup.targets, and the collector's thread, as it would be without Lambda.Native.
settings=(
  IlcDehydrate=true
  IlcDisableVxsort=false
  PositionIndependentExecutable=true
  LambdaGCRegionRange=default
  LambdaGCGen0Size=default
  LambdaGCGen0MaxBudget=default
  LambdaGCLOHThreshold=default
  LambdaGCConserveMemory=default
  LambdaGCNumaAware=true
  'LambdaRunPath=$ORIGIN'
  ConcurrentGarbageCollection=true
)

# Options of the link, each alone, on top of what the SDK gives lld.
links=(
  none=
  pie=-pie
  hash=--hash-style=both
  rosegment=--no-rosegment
  separate='-z separate-code'
  icf=--icf=safe
  optimize=-O2
  needed=--no-as-needed
  lazy='-z lazy'
)

say() { printf 'benchmarks: %s\n' "$*" >&2; }
fail() { say "$@"; exit 1; }

# Standard output is for the results.
logged() {
  local log=$work/$1.log
  shift
  "$@" > "$log" 2>&1 && return
  tail -n 20 "$log" >&2
  fail "'$1 ${2:-}' failed; all of its output is in $log"
}

check_machine() {
  local missing=() tool
  for tool in cc zip python3 dotnet; do
    command -v "$tool" >/dev/null || missing+=("$tool")
  done
  [ "${#missing[@]}" -eq 0 ] ||
    fail "missing: ${missing[*]}; needed are the .NET SDK 10.0.100 or newer (https://dot.net) and gcc, libc6-dev, zlib1g-dev, zip, python3 (or their like)"
  [ "$(uname -sm)" = 'Linux x86_64' ] || fail "the floor is written for Linux on x86_64; this is $(uname -sm)"
}

build_harness() {
  say "building the harness"
  mkdir -p "$bin/floor"
  logged rapi cc -O2 -Wall -o "$artifacts/rapi" "$here/harness/rapi.c" -lm
  logged floor cc -Os -static -nostdlib -ffreestanding -fno-stack-protector -fno-asynchronous-unwind-tables -fno-pic -no-pie \
    -Wl,--build-id=none -Wl,-z,norelro -Wl,-z,noseparate-code -s -o "$bin/floor/bootstrap" "$here/harness/floor.c"
}

pack_packages() {
  say "packing $version"
  local project
  for project in src/Lambda.Native.Runtime/Lambda.Native.Runtime.csproj src/Lambda.Native.Events/Lambda.Native.Events.csproj sdk/Lambda.Native.Sdk.csproj templates/Lambda.Native.Templates.csproj; do
    logged "pack-$(basename "$project" .csproj)" dotnet pack "$project" -c Release -p:Version=$version -p:PackageOutputPath="$artifacts/feed/"
  done
}

create_functions() {
  # What is built below must not take the repository's own settings.
  local file user_cache
  for file in Directory.Build.props Directory.Build.targets Directory.Packages.props; do
    printf '<Project />\n' > "$work/$file"
  done
  # Packages of an earlier run have the same version and other contents, so the cache is private; a fallback folder has to be there.
  user_cache=${NUGET_PACKAGES:-$HOME/.nuget/packages}
  unset NUGET_PACKAGES
  mkdir -p "$user_cache"
  cat > "$work/nuget.config" <<CONFIG
<configuration>
  <config><add key="globalPackagesFolder" value="$work/packages" /></config>
  <packageSources><add key="lambda-native-benchmarks" value="$artifacts/feed" /></packageSources>
  <fallbackPackageFolders><add key="user" value="$user_cache" /></fallbackPackageFolders>
</configuration>
CONFIG
  logged template-install dotnet new install "$artifacts/feed/Lambda.Native.Templates.$version.nupkg" --debug:custom-hive "$work/hive"
  logged template-create dotnet new lambda-native -o "$work/hello" --framework "$framework" --architecture x86_64 --no-restore \
    --debug:custom-hive "$work/hive"
  local function
  for function in raw echo context awaits batch batchcontext official console; do
    mkdir "$work/$function"
    for file in "$here/functions/$function"/*; do
      sed -e "s/\\\$SdkVersion\\\$/$version/" -e "s/\\\$TargetFramework\\\$/$framework/" "$file" > "$work/$function/${file##*/}"
    done
  done
}

# The function linked again by lld from the same arguments with one option more, and by others. Copied at the end: a file that was written in a different way lies
# differently in the page cache, which shows at start.
publish_links() {
  local function=$1 link name rsp=$work/$1/obj/Release/$framework/linux-x64/native/link.rsp linker
  linker=$(compgen -c ld.lld | head -n 1)
  for link in "${links[@]}"; do
    name=$function-lld-${link%%=*}
    say "linking $name"
    # shellcheck disable=SC2086 # an option may have an argument
    logged "link-$name" "$linker" --rsp-quoting=posix "@$rsp" -s --build-id=0x00 ${link#*=} -o "$work/linked"
    mkdir -p "$bin/$name"
    cp "$work/linked" "$bin/$name/bootstrap"
    rm "$work/linked"
  done
  publish "$function" "$function-gcc" -p:LambdaLinker=system
  publish "$function" "$function-static" -p:LambdaStaticExecutable=true
  publish "$function" "$function"
}

# publish FUNCTION NAME [ARGUMENT…]: the bootstrap alone goes to bin/NAME, as it would be in a package.
publish() {
  local function=$1 name=$2
  shift 2
  say "publishing $name"
  logged "publish-$name" dotnet publish "$work/$function" "$@"
  take_bootstrap "$function" "$name"
}

# build_jit FUNCTION: the same function as it runs on a desk, under the just-in-time compiler.
build_jit() {
  say "building $1 for the just-in-time compiler"
  logged "build-$1" dotnet build "$work/$1" -c Release
  mkdir -p "$bin/$1-jit"
  printf '#!/bin/sh\nexport DOTNET_ROLL_FORWARD=Major\nexec dotnet "%s"\n' "$work/$1/bin/Release/$framework/$1.dll" > "$bin/$1-jit/bootstrap"
  chmod +x "$bin/$1-jit/bootstrap"
}

take_bootstrap() { install -D "$work/$1/bin/Release/$framework/linux-x64/publish/bootstrap" "$bin/$2/bootstrap"; }

# AWS's own runtime client is compared where it can be had.
publish_official() {
  local log=$work/publish-official.log
  say "publishing official"
  if dotnet publish "$work/official" > "$log" 2>&1; then
    take_bootstrap official official
  elif grep -q NU1101 "$log"; then
    say "the package sources have no Amazon.Lambda.RuntimeSupport: going on without 'official'"
  else
    say "'official' could not be published ($log): going on without it"
  fi
}

# Each default turned off alone, and all of them, in the project that was published with all of them on.
publish_settings() {
  local function=$1 setting
  for setting in "${settings[@]}"; do
    publish_setting "$function" "$function-${setting%%=*}" "-p:$setting"
  done
  publish_setting "$function" "$function-none" "${settings[@]/#/-p:}"
}

publish_setting() {
  local function=$1 name=$2
  shift 2
  publish "$function" "$name" "$@"
  ! cmp -s "$bin/$function/bootstrap" "$bin/$name/bootstrap" || fail "$name is no other program than $function: $* has no effect"
}

build() {
  rm -rf "$work" "$bin" "$artifacts/feed"
  mkdir -p "$work" "$bin"
  # Nothing may stay behind that runs while something is measured.
  export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false
  build_harness
  pack_packages
  create_functions
  publish hello hello
  publish raw raw
  publish echo echo
  publish context context
  publish awaits awaits
  if wants batch; then
    publish batch batch
    publish batchcontext batchcontext
    build_jit batch
    build_jit batchcontext
  fi
  publish_official
  if wants settings; then
    publish_settings raw
    publish_settings hello
  fi
  if wants link; then
    publish_links raw
    publish_links hello
  fi
  printf '%s, .NET SDK %s, commit %s' "$framework" "$(dotnet --version)" "$(git describe --always --dirty 2>/dev/null || echo unknown)" > "$bin/about"
}

machine() {
  printf 'Linux %s, %s × %s' "$(uname -r | cut -d- -f1)" "$(nproc)" "$(sed -n '/^model name/{s/.*: //p;q}' /proc/cpuinfo)"
}

# measure NAME TITLE MODE PEERS ROUNDS [ARGUMENT…]
measure() {
  local name=$1 title=$2 mode=$3 peers=$4 count=$5
  shift 5
  say "measuring: $title"
  {
    printf '## %s\n\n%s; %s; %s rounds\n\n' "$title" "$(cat "$bin/about")" "$(machine)" "$count"
    python3 "$here/harness/compare.py" "$mode" --rapi "$artifacts/rapi" --bin "$bin" --peers "$peers" --rounds "$count" --placement one \
      --out "$results/$name.json" "$@"
    printf '\n'
  } | tee "$results/$name.md"
}

hello_event=(--event "$here/harness/hello.json" --expect "$here/harness/hello.out")

cold() { measure cold 'Cold start' cold "$hellos" "${rounds:-60}" "${hello_event[@]}"; }
evicted() { measure evicted 'Cold start, the bootstrap not in the page cache' cold "$hellos" "${rounds:-60}" "${hello_event[@]}" --evict; }
steady() { measure steady 'Round trip' steady "$hellos" "${rounds:-7}" "${hello_event[@]}" --count 100000; }
sparse() { measure sparse 'Lone requests, 20 ms apart' sparse "$hellos" "${rounds:-5}" "${hello_event[@]}"; }

payload() {
  local megabytes event=$work/payload
  for megabytes in 1 5; do
    python3 - "$megabytes" "$event" <<'PYTHON'
import sys
data = ("abcdefghijklmnopqrstuvwxyz012345" * (1 << 15)) * int(sys.argv[1])
open(sys.argv[2] + ".json", "w").write('{"name":"World","data":"%s"}' % data)
open(sys.argv[2] + ".out", "w").write('{"message":"Hello, World","data":"%s"}' % data)
PYTHON
    measure "payload-$megabytes" "A string of $megabytes MB, echoed" payload "$echoes" "${rounds:-5}" --event "$event.json" --expect "$event.out"
  done
}

# Reading alone: the answer is a number. The first peer is what the ratios are to.
batch() {
  python3 - "$work/batch" <<'PYTHON'
import json, sys
record = {"receiptHandle": "h" * 150, "attributes": {"ApproximateReceiveCount": "1", "SentTimestamp": "1545082649183", "SenderId": "AIDAIENQZJOLO23YVJ4VO",
    "ApproximateFirstReceiveTimestamp": "1545082649185"}, "messageAttributes": {}, "md5OfBody": "e4e68fb7bd0e697a0ae8f1bb342846b3", "eventSource": "aws:sqs",
    "eventSourceARN": "arn:aws:sqs:us-east-2:123456789012:my-queue", "awsRegion": "us-east-2"}
records = [{"messageId": "%036d" % i, "body": '{"order":%d,"lines":"%s"}' % (i, "abcdefgh" * 45), **record} for i in range(1000)]
open(sys.argv[1] + ".json", "w").write(json.dumps({"Records": records}, separators=(",", ":")))
open(sys.argv[1] + ".out", "w").write("1000")
PYTHON
  measure batch 'An SQS batch of 1 000 messages (1 MB)' payload batch,batchcontext "${rounds:-5}" --event "$work/batch.json" --expect "$work/batch.out"
  measure batch-jit 'The same under the just-in-time compiler' payload batch-jit,batchcontext-jit "${rounds:-5}" --event "$work/batch.json" --expect "$work/batch.out"
}

# From the figures of cold and steady, which are measured first where this run was not asked for them.
memory() {
  wants cold || cold
  wants steady || steady
  {
    printf '## Memory and threads\n\n%s; %s\n\n' "$(cat "$bin/about")" "$(machine)"
    python3 "$here/memory.py" "$results/cold.json" "$results/steady.json"
    printf '\n'
  } | tee "$results/memory.md"
}

settings() {
  local peers=floor function setting
  for function in raw hello; do
    peers+=,$function
    for setting in "${settings[@]%%=*}" none; do
      peers+=,$function-$setting
    done
  done
  measure settings 'Cold start with one default turned off, and with none of them' cold "$peers" "${rounds:-60}" "${hello_event[@]}"
  printf 'A name after the dash is the one default that is turned off: `%s`. `none` has none of them.\n\n' "${settings[*]}" | tee -a "$results/settings.md"
}

link() {
  local function peers link title='Cold start by linker and by one option of lld more'
  for function in raw hello; do
    peers=floor
    for link in "${links[@]%%=*}"; do
      peers+=,$function-lld-$link
    done
    peers+=,$function-gcc,$function-static
    measure "link-$function" "$title ($function)" cold "$peers" "${rounds:-60}" "${hello_event[@]}"
    measure "link-$function-evicted" "$title ($function), the bootstrap not in the page cache" cold "$peers" "${rounds:-60}" "${hello_event[@]}" --evict
  done
}

# What publishes by itself where nothing has changed, without AOT and with it, is what the function's publish is compared with.
republish() {
  export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1
  rm -rf "$work/consoleaot"
  cp -r "$work/console" "$work/consoleaot"
  {
    printf '## A publish where nothing has changed\n\n%s; %s; %s rounds\n\n' "$(cat "$bin/about")" "$(machine)" "${rounds:-10}"
    python3 "$here/harness/republish.py" "${rounds:-10}" "console=dotnet publish '$work/console'" "console, AOT=dotnet publish '$work/consoleaot' -p:PublishAot=true" \
      "hello=dotnet publish '$work/hello'"
    printf '\n'
  } | tee "$results/republish.md"
}

wants() {
  local mode
  for mode in "${modes[@]}"; do
    [ "$mode" != "$1" ] || return 0
  done
  return 1
}

usage='run.sh [cold|evicted|steady|sparse|payload|batch|memory|settings|link|republish|all] … [--rounds N] [--no-build]'
all_modes=(cold evicted steady sparse payload batch memory settings link republish)
modes=()
rounds=
build=1
while [ $# -gt 0 ]; do
  case $1 in
    cold | evicted | steady | sparse | payload | batch | memory | settings | link | republish) modes+=("$1") ;;
    all) modes+=("${all_modes[@]}") ;;
    --rounds)
      [[ ${2:-} =~ ^[1-9][0-9]*$ ]] || fail "--rounds takes a number: $usage"
      rounds=$2
      shift
      ;;
    --no-build) build= ;;
    *) fail "what is '$1'? $usage" ;;
  esac
  shift
done
[ "${#modes[@]}" -gt 0 ] || modes=("${all_modes[@]}")

check_machine
mkdir -p "$results"
if [ -n "$build" ]; then
  build
elif [ ! -f "$bin/about" ]; then
  fail "nothing has been built yet; leave --no-build out"
fi

hellos=floor,raw,hello,awaits,context
echoes=floor,raw,echo,context
if [ -f "$bin/official/bootstrap" ]; then
  hellos+=,official
  echoes+=,official
fi
for mode in "${all_modes[@]}"; do
  if wants "$mode"; then "$mode"; fi
done
