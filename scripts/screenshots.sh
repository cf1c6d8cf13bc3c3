#!/usr/bin/env bash
# Makes the pictures in docs/images again, from the real program: the window test saves them while it trains quickstart.
set -euo pipefail
cd "$(dirname "$0")/.."

[ -x build/release/bin/ui-window-test ] || { cmake --preset release; cmake --build --preset release; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
QT_QPA_PLATFORM=offscreen QTEST_FUNCTION_TIMEOUT=1200000 GOMP_SPINCOUNT=1000 \
  GANVAS_SCREENSHOT_DIR="$folder" GANVAS_SCREENSHOT_STEP=900 build/release/bin/ui-window-test
for name in idle training training-dark failure; do cp "$folder/$name.png" docs/images/; done
