#!/usr/bin/env bash
# Makes the pictures of the recipe browser: trains each recipe briefly and keeps 4×4 of the pictures that it makes as
# resources/thumbnails/NAME.png (96×96). They are compiled into the window.
#   recipe-thumbnails.sh [-c CLI] [-t SECONDS] [-T THREADS] [-C CIFAR-10] [-D DOGS] [NAME...]
# CLI: ganvas-cli (default: build/release/bin/ganvas-cli). SECONDS: training time for each recipe (default 120). THREADS: the threads
# that each training has (default 0: all processors).
# CIFAR-10, DOGS: folders of data; recipes whose data are not there are left out, and keep the picture that they have.
set -euo pipefail
cd "$(dirname "$0")/.."

cli=build/release/bin/ganvas-cli seconds=120 threads=0 cifar='' dogs=''
while getopts 'c:t:T:C:D:' option; do
  case $option in
    c) cli=$OPTARG ;;
    t) seconds=$OPTARG ;;
    T) threads=$OPTARG ;;
    C) cifar=$OPTARG ;;
    D) dogs=$OPTARG ;;
    *) sed -n '4,7s/^# \?//p' "$0" >&2; exit 2 ;;
  esac
done
shift $((OPTIND - 1))
[ -x "$cli" ] || { echo "No ganvas-cli at $cli: build it, or name it with -c" >&2; exit 1; }
command -v convert >/dev/null || { echo "convert is missing: sudo apt install imagemagick" >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p resources/thumbnails

thumbnail() {
  local name=$1 source=$2 runs=$work/runs-$1 data=() run
  case $source in
    cifar10) [ -n "$cifar" ] || { echo "$name: left out, no CIFAR-10 (-C)"; return 0; }; data=(--set "data.path=$cifar") ;;
    folder) [ -n "$dogs" ] || { echo "$name: left out, no folder of pictures (-D)"; return 0; }; data=(--set "data.path=$dogs") ;;
  esac
  # An interrupt stops the run with a checkpoint; it is what ends most of these. --foreground: a single one, since two
  # end the program at once.
  timeout --foreground --signal=INT --kill-after=120 "$seconds" "$cli" train "$name" "${data[@]}" --runs-dir "$runs" --set compute.threads="$threads" \
    --set evaluation.sample_every=1000000 --set checkpoints.every=1000000 >"$work/log" 2>&1 || true
  run=$(find "$runs" -mindepth 1 -maxdepth 1 -type d 2>/dev/null | head -1)
  if [ -z "$run" ] || ! "$cli" sample "$run" --count 16 --out "$work/$name" >>"$work/log" 2>&1; then
    echo "$name: no pictures; the end of its log:" >&2
    tail -3 "$work/log" >&2
    return 1
  fi
  montage "$work/$name"/0000*.png -tile 4x4 -geometry '24x24!+0+0' -filter Lanczos -depth 8 "$work/$name.png"
  convert "$work/$name.png" -strip -dither None -colors 128 -define png:compression-level=9 "PNG8:resources/thumbnails/$name.png"
  rm -rf "$runs" "${work:?}/$name"
  echo "$name: $(stat -c %s "resources/thumbnails/$name.png") bytes"
}

failed=0
for file in resources/recipes/*.toml; do
  name=$(basename "$file" .toml)
  [ $# -eq 0 ] || [[ " $* " == *" $name "* ]] || continue
  thumbnail "$name" "$(sed -n '/^\[data\]/,/^\[/s/^source *= *"\(.*\)"/\1/p' "$file")" || failed=1
done
large=$(find resources/thumbnails -name '*.png' -size +15k)
[ -z "$large" ] || { echo "Larger than 15 kB: $large" >&2; failed=1; }
exit $failed
