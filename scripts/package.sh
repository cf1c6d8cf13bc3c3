#!/usr/bin/env bash
# Builds the Debian package and says where it is. Arguments go to cmake when it configures.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install-deps.sh
for tool in dpkg-shlibdeps:dpkg-dev file:file; do
  command -v "${tool%:*}" >/dev/null || { echo "Missing: sudo apt-get install ${tool#*:}" >&2; exit 1; }
done
cmake --preset release -B build/package -DGANVAS_TESTS=OFF "$@"
cmake --build build/package
rm -f build/package/*.deb
(cd build/package && cpack)
ls "$PWD"/build/package/*.deb
