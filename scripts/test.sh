#!/usr/bin/env bash
# Installs what is missing, builds everything and runs all tests. Arguments go to ctest; $GANVAS_CONFIGURE to cmake.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install-deps.sh
cmake --preset release ${GANVAS_CONFIGURE:-}
cmake --build --preset release
ctest --preset release -j "$(nproc)" "$@"
