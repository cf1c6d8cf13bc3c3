#!/usr/bin/env bash
# Installs the Debian packages that Ganvas is built from. Does nothing when all are there; sudo only when not root.
set -euo pipefail

packages=(
  g++ cmake ninja-build git clang-format
  qt6-base-dev qt6-svg-dev libqt6svg6 libgl-dev libqcustomplot-dev fonts-dejavu-core
  libtorch-dev libopenblas0-pthread
  libopencv-dev
  libtomlplusplus-dev nlohmann-json3-dev libcli11-dev
  libsqlite3-dev zlib1g-dev libarchive-dev libcurl4-openssl-dev libssl-dev libpugixml-dev
  libgtest-dev libgmock-dev googletest libbenchmark-dev
  dataset-fashion-mnist
)

missing=()
for package in "${packages[@]}"; do
  if [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" != installed ]; then
    missing+=("$package")
  fi
done
[ ${#missing[@]} -eq 0 ] && exit 0

sudo=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "These packages are missing; install them as root, then run this again:" >&2
    echo "  apt-get install ${missing[*]}" >&2
    exit 1
  fi
  sudo=(sudo)
fi
echo "Installing ${#missing[@]} packages: ${missing[*]}"
"${sudo[@]}" apt-get update -q
"${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
