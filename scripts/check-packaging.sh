#!/usr/bin/env bash
# Checks what a package is made of: desktop file, AppStream metadata, man pages, and that one version is named all over.
# A validator that is not installed is left out; without any the check is skipped (exit code 77).
#   check-packaging.sh [BUILD_DIRECTORY]
set -euo pipefail
cd "$(dirname "$0")/.."
build=${1:-build/release}
failed=0 checked=0
complain() { echo "$1" >&2; failed=1; }
have() {
  if command -v "$1" >/dev/null; then checked=1; return 0; fi
  echo "Not checked with $1: it is not installed (apt-get install $2)."
  return 1
}

if have desktop-file-validate desktop-file-utils; then
  output=$(desktop-file-validate packaging/ganvas.desktop 2>&1) || true
  [ -z "$output" ] || complain "$output"
fi
if have appstreamcli appstream; then
  appstreamcli validate --no-net packaging/*.metainfo.xml || complain "The AppStream metadata have faults."
fi
if have man man-db; then
  for page in packaging/*.1; do
    output=$(LC_ALL=C.UTF-8 man --warnings -l "$page" 2>&1 >/dev/null)
    [ -z "$output" ] || complain "$page: $output"
  done
fi

# Every command and long option that a program's --help names is in its man page.
expect_in_page() {
  local page=$1 help=$2 word pages
  pages=$(LC_ALL=C man -P cat -l "$page" 2>/dev/null | sed "s/.\x08//g")
  for word in $(grep -oE -- '--[a-z][a-z-]+' <<<"$help" | sort -u); do
    grep -qE -- "^ +(-.*, )?$word([^a-z-]|$)" <<<"$pages" || complain "$page does not explain $word"
  done
}
if command -v man >/dev/null && [ -x "$build/bin/ganvas-cli" ]; then
  help=$("$build/bin/ganvas-cli" --help)
  for command in $(sed -n '/^Subcommands:/,/^$/s/^  \([a-z]*\) .*/\1/p' <<<"$help"); do
    grep -q "^\.Ss $command$" packaging/ganvas-cli.1 || complain "packaging/ganvas-cli.1 does not explain $command"
    own=$("$build/bin/ganvas-cli" "$command" --help)
    help+=$own
    for part in $(sed -n '/^Subcommands:/,/^$/s/^  \([a-z]*\) .*/\1/p' <<<"$own"); do
      grep -qE "^\.It Cm .*\b$part\b" packaging/ganvas-cli.1 || complain "packaging/ganvas-cli.1 does not explain $command $part"
      help+=$("$build/bin/ganvas-cli" "$command" "$part" --help)
    done
  done
  expect_in_page packaging/ganvas-cli.1 "$help"
fi
if command -v man >/dev/null && [ -x "$build/bin/ganvas" ]; then
  expect_in_page packaging/ganvas.1 "$(QT_QPA_PLATFORM=offscreen "$build/bin/ganvas" --help 2>/dev/null)"
fi

version=$(sed -n 's/^project(Ganvas VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
grep -q "<release version=\"$version\"" packaging/*.metainfo.xml || complain "The metadata have no release $version."
head -1 packaging/changelog | grep -qF "ganvas ($version)" || complain "The changelog does not begin with $version."

[ $failed -eq 0 ] || exit 1
[ $checked -eq 1 ] || { echo "Skipped: no validator is installed."; exit 77; }
echo "The packaging files are in order."
