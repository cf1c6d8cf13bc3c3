#!/usr/bin/env bash
# Searches for inputs that break a reader, two at a time.   fuzz.sh [SECONDS] [BUILD_DIRECTORY]
# What breaks one stays as crash-… in BUILD_DIRECTORY/fuzz: mend the reader and keep it in tests/golden/bad-sets/READER.
# With libFuzzer: cmake -S . -B build/fuzz -DCMAKE_CXX_COMPILER=clang++-14 -DGANVAS_FUZZ=ON -DGANVAS_SANITIZE=address,undefined
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-60}
build=$(realpath "${2:-build/release}")
targets=(idx cifar stl archive voc labels recognise)
cmake --build "$build" --target "${targets[@]/%/-fuzz}"
golden=$PWD/tests/golden/bad-sets
mkdir -p "$build/fuzz"
cd "$build/fuzz"

search() {
  local program=$1/bin/$3-fuzz
  if grep -q 'GANVAS_FUZZ:BOOL=ON' "$1/CMakeCache.txt"; then
    mkdir -p "corpus-$3"
    "$program" -max_total_time="$2" -artifact_prefix="crash-$3-" "corpus-$3" "$4/$3"
  else
    "$program" "$2" "$4/$3"
  fi
}
export -f search
printf '%s\n' "${targets[@]}" | xargs -P 2 -I{} bash -c 'search "$@"' _ "$build" "$seconds" {} "$golden"
