#!/usr/bin/env bash
# Installs what is missing, builds, and opens the window with the quickstart recipe loaded. Without a display it trains
# quickstart in the terminal and says where the run and its gallery are. Arguments go to the program.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install-deps.sh
[ -f build/release/build.ninja ] || cmake --preset release
cmake --build --preset release --target ganvas ganvas-core ganvas-cli

if [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]; then
  exec build/release/bin/ganvas "$@"
fi
echo "No display: training the quickstart recipe in the terminal (Ctrl+C stops it with a checkpoint)."
exec build/release/bin/ganvas-cli train quickstart "$@"
