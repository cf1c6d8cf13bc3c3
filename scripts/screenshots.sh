#!/usr/bin/env bash
# Makes the pictures of the guide and the README again, from the real program: ui-tour works with it for some minutes.
#   screenshots.sh [FOLDER]    keeps all pictures, both palettes and both sizes, in FOLDER
set -euo pipefail
cd "$(dirname "$0")/.."

[ -x build/release/bin/ui-tour ] || { cmake --preset release; cmake --build --preset release --target ui-tour; }
folder=${1:-$(mktemp -d)}
[ $# -gt 0 ] || trap 'rm -rf "$folder"' EXIT
if command -v xvfb-run >/dev/null; then
  xvfb-run -a -s "-screen 0 2560x1440x24" build/release/bin/ui-tour "$folder"
else
  env -u DISPLAY build/release/bin/ui-tour "$folder"
fi

mkdir -p docs/guide/images docs/images
for name in training training-dark; do
  cp "$folder/$name.png" docs/images/
  cp "$folder/$name.png" docs/guide/images/
done
for name in experiment experiment-invalid schedule recipes reported architecture architecture-invalid data-pictures data-classes curves live queue runs prune settings failure sweep sweep-results; do
  cp "$folder/$name-part.png" "docs/guide/images/$name.png"
done
cp "$folder/pictures-back-part.png" docs/guide/images/pictures.png
# Of whole windows 256 colours are enough, and half the size.
if command -v convert >/dev/null; then
  for file in docs/guide/images/training*.png docs/images/training*.png; do convert "$file" -colors 256 "$file"; done
fi
large=$(find docs/guide/images docs/images -name '*.png' -size +200k)
[ -z "$large" ] || { echo "Larger than 200 kB: $large" >&2; exit 1; }
