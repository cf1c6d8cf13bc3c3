#!/usr/bin/env bash
# Installs a package in a fresh Debian that has none of the build dependencies, trains and opens the window as a plain
# user, and removes it again. Needs root, debootstrap and some 5 GB under $TMPDIR; takes the mirrors of this machine's apt.
#   try-package.sh PACKAGE.deb
set -euo pipefail

package=$(realpath "${1:?Which package? Build one with scripts/package.sh}")
[ "$(id -u)" -eq 0 ] || { echo "Run this as root: it makes a root file system." >&2; exit 1; }
command -v debootstrap >/dev/null || { echo "Missing: apt-get install debootstrap" >&2; exit 1; }
codename=$(. /etc/os-release && echo "$VERSION_CODENAME")
root=$(mktemp -d -t ganvas-root.XXXXXX)
chmod 755 "$root"
clean() {
  umount "$root/proc" 2>/dev/null || true
  rm -rf --one-file-system "$root"
}
trap clean EXIT
inside() {
  chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
    ${http_proxy:+"http_proxy=$http_proxy"} "$@"
}
# Runs apt; what it says matters only when it fails.
apt_inside() {
  inside apt-get -q -y "$@" >"$root/tmp/apt.log" 2>&1 || { tail -20 "$root/tmp/apt.log" >&2; return 1; }
}
as_user() { inside su - tester -c "$1"; }
say() { echo; echo "== $1"; }

say "a fresh $codename"
format='$(ORIGIN) $(CODENAME) $(COMPONENT) $(REPO_URI)'
sources=$(apt-get indextargets --format "$format" 'Created-By: Packages' | sort -u | awk '$1 == "Debian" && $3 == "main"')
mirror=$(awk -v name="$codename" '$2 == name { print $4; exit }' <<<"$sources")
[ -n "$mirror" ] || { echo "apt knows no mirror of Debian $codename" >&2; exit 1; }
debootstrap --variant=minbase "$codename" "$root" "$mirror" >"$root.log" 2>&1 || { tail "$root.log" >&2; exit 1; }
rm -f "$root.log"
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"  # start no service
chmod +x "$root/usr/sbin/policy-rc.d"
awk '{ print "deb", $4, $2, $3 }' <<<"$sources" >"$root/etc/apt/sources.list"
mount -t proc proc "$root/proc"
apt_inside update
cat "$root/etc/apt/sources.list"

say "installing"
cp "$package" "$root/tmp/ganvas.deb"
apt_inside install /tmp/ganvas.deb
inside dpkg-query -W -f '${Package} ${Version}: ${Status}\n' ganvas dataset-fashion-mnist libopenblas0-pthread
if inside dpkg-query -W -f '${Package}\n' | grep -E '^(g\+\+|cmake|.*-dev)$'; then
  echo "The package pulls in what programs are built from." >&2
  exit 1
fi
if inside ldd /usr/bin/ganvas{,-cli} /usr/lib/ganvas/libganvas-{core,cli}.so | grep 'not found'; then exit 1; fi

say "training the quickstart recipe, on the data set that the package recommends"
inside useradd -m tester
as_user 'ganvas-cli train quickstart --steps 30'
as_user 'ganvas-cli runs'

say "opening the window as the desktop's menu does"
command=$(sed -n 's/^Exec=//p' "$root/usr/share/applications/ganvas.desktop")
as_user "QT_QPA_PLATFORM=offscreen $command --help" | head -3
code=0
as_user "QT_QPA_PLATFORM=offscreen GANVAS_TRACE_STARTUP=1 timeout 10 $command" || code=$?
[ $code -eq 124 ] || { echo "The window closed by itself: exit code $code" >&2; exit 1; }
echo "It stayed open until it was closed after 10 s."

say "removing"
inside dpkg -L ganvas >"$root/tmp/files"
apt_inside purge ganvas
left=0
while read -r file; do
  case "$file" in /. | /usr | /usr/bin | /usr/lib | /usr/share | /usr/share/doc | /usr/share/man | /usr/share/man/man1) continue ;; esac
  [ -e "$root$file" ] || continue
  if [ -d "$root$file" ] && inside dpkg -S "$file" >/dev/null 2>&1; then continue; fi  # another package's folder too
  echo "left behind: $file" >&2
  left=1
done <"$root/tmp/files"
[ $left -eq 0 ] || exit 1
echo "Of its $(wc -l <"$root/tmp/files") files and folders none is left."
