#!/usr/bin/env bash
# Checks that each room uses only what it may (ARCHITECTURE.md): by its includes, and by the symbols and libraries of
# what was built.   check-rooms.sh [BUILD_DIRECTORY]
set -euo pipefail
cd "$(dirname "$0")/.."
build=${1:-build/release}
failed=0
complain() { echo "$1" >&2; failed=1; }

# room: the rooms whose headers it may include
declare -A may=(
  [base]="base" [config]="config base" [imaging]="imaging base" [sets]="sets config base" [data]="data sets config imaging base"
  [runs]="runs config base" [nn]="nn config base" [engine]="engine nn config base"
  [studio]="studio engine data imaging runs nn config base"
  [session]="session studio engine data sets imaging runs config base"
)
all_rooms='base|config|imaging|sets|data|runs|nn|engine|metrics|studio|session'
for room in "${!may[@]}"; do
  allowed=${may[$room]// /|}
  bad=$(grep -rnE "#include \"($all_rooms)/" "core/$room" | grep -vE "#include \"($allowed)/" || [ $? -eq 1 ])
  [ -z "$bad" ] || complain "core/$room includes a room it may not use:"$'\n'"$bad"
done

# The window sees session's interface, runs, sets, config and base.
bad=$(grep -rnE "#include \"($all_rooms)/" ui app/ganvas | grep -vE '#include "(runs|sets|config|base)/|#include "session/(session|session_loader|inspector|downloads)\.h"' || [ $? -eq 1 ])
[ -z "$bad" ] || complain "ui includes a room it may not use:"$'\n'"$bad"

# Libraries by their headers: pattern, and the rooms that may include them.
library() {
  local name=$1 pattern=$2 rooms=$3 bad
  bad=$(grep -rnE "#include [<\"]($pattern)" core ui app | grep -vE "^($rooms)/" || [ $? -eq 1 ])
  [ -z "$bad" ] || complain "$name is included outside its rooms ($rooms):"$'\n'"$bad"
}
library LibTorch 'torch/|ATen/|c10/' 'core/nn|core/engine'
library OpenCV 'opencv' 'core/imaging'
library SQLite 'sqlite3' 'core/runs'
library zlib 'zlib' 'core/sets'
library libarchive 'archive' 'core/sets'
library pugixml 'pugixml' 'core/sets'
library libcurl 'curl/' 'core/data'
library OpenSSL 'openssl/' 'core/data'
library Qt 'Q[A-Z]|qcustomplot' 'ui|app/ganvas'
bad=$(grep -nE '#include <(ATen|torch|c10|opencv2|Q[A-Z])' core/session/session.h core/session/session_loader.h core/engine/trainer.h core/engine/sampler.h || [ $? -eq 1 ])
[ -z "$bad" ] || complain "an interface header shows what it should hide:"$'\n'"$bad"

# What was built.
if [ -d "$build" ]; then
  archive() {
    local pattern=$1 room bad; shift
    for room in "$@"; do
      bad=$(nm -C --undefined-only "$build"/core/"$room"/libganvas-"$room".a 2>/dev/null | grep -E " U ($pattern)" | head -3 || [ $? -eq 1 ])
      [ -z "$bad" ] || complain "core/$room needs symbols it may not use:"$'\n'"$bad"
    done
  }
  archive 'at::|c10::|torch::' base config imaging sets data runs
  archive 'cv::|sqlite3_|Q[A-Z][a-z]+::' base config sets nn engine
  for program in ganvas ganvas-cli; do
    [ -x "$build/bin/$program" ] || continue
    bad=$(readelf -d "$build/bin/$program" | grep -E 'NEEDED.*(torch|c10|opencv|gomp)' || [ $? -eq 1 ])
    [ -z "$bad" ] || complain "$program links what only its module may:"$'\n'"$bad"
  done
fi

[ $failed -eq 0 ] && echo "Every room uses only what it may."
exit $failed
