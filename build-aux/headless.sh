#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# headless.sh [--size WxH] [--state DIR] COMMAND...
#
# Runs a command in a world of its own: an X display in memory, a session bus, an unlocked key ring
# (the Secret Service), and fresh folders for settings, data and cache, so that nothing of the user's
# is touched. The language is Indonesian. The folders are removed at the end; with --state they are
# kept in DIR, for another run.
# With GAUNG_KEEP_DISPLAY=1 the display is the user's, and only the bus and the key ring are new.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

size=1280x800
state=
while :; do
  case ${1-} in
    --size) size=$2; shift 2 ;;
    --state) state=$2; shift 2 ;;
    *) break ;;
  esac
done
[ $# -gt 0 ] || { echo "usage: headless.sh [--size WxH] [--state DIR] COMMAND..." >&2; exit 2; }

scratch=$(mktemp -d)
xvfb= bus=
finish () {
  local pid
  for pid in $bus $xvfb; do
    kill "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
  rm -rf "$scratch"
}
trap finish EXIT
trap 'exit 143' TERM
trap 'exit 130' INT

if [ -z "${GAUNG_KEEP_DISPLAY-}" ]; then
  # Xvfb picks a free number by itself and says which.
  mkfifo "$scratch/display"
  Xvfb -displayfd 7 -screen 0 "${size}x24" -nolisten tcp -noreset 7>"$scratch/display" \
    2>"$scratch/xvfb.log" >/dev/null &
  xvfb=$!
  number=$(timeout 30 head -n1 "$scratch/display") && [ -n "$number" ] ||
    { cat "$scratch/xvfb.log" >&2; echo "headless.sh: Xvfb did not start" >&2; exit 1; }
  unset WAYLAND_DISPLAY XAUTHORITY
  gaung_use_indonesian
  mkdir -m 700 "$scratch/runtime"
  state=${state:-$scratch/state}
  mkdir -p "$state/config/gtk-4.0"
  # libadwaita's own font is not in every system; without a settings daemon GTK asks for "Sans 10".
  printf '[Settings]\ngtk-font-name=Adwaita Sans 11\n' >"$state/config/gtk-4.0/settings.ini"
  export DISPLAY=:$number GDK_BACKEND=x11 GSK_RENDERER=${GSK_RENDERER-cairo} ADW_DISABLE_PORTAL=1 \
    XDG_RUNTIME_DIR=$scratch/runtime XDG_CONFIG_HOME=$state/config XDG_DATA_HOME=$state/data \
    XDG_CACHE_HOME=$state/cache XDG_STATE_HOME=$state/state HOME=$state \
    GSETTINGS_BACKEND=keyfile
  if ! fc-list -q 'Adwaita Sans'; then
    cat >"$scratch/fonts.conf" <<'FONTS'
<?xml version="1.0"?>
<fontconfig>
  <include>/etc/fonts/fonts.conf</include>
  <alias binding="same">
    <family>Adwaita Sans</family>
    <prefer><family>Inter</family><family>Cantarell</family></prefer>
  </alias>
</fontconfig>
FONTS
    export FONTCONFIG_FILE=$scratch/fonts.conf
  fi
fi

# Not dbus-run-session: what services say goes to a log instead of between the words of the command.
mkfifo "$scratch/address"
dbus-daemon --session --nofork --nopidfile --print-address=8 8>"$scratch/address" 2>"$scratch/bus.log" >/dev/null &
bus=$!
DBUS_SESSION_BUS_ADDRESS=$(timeout 30 head -n1 "$scratch/address") && [ -n "$DBUS_SESSION_BUS_ADDRESS" ] ||
  { cat "$scratch/bus.log" >&2; echo "headless.sh: the session bus did not start" >&2; exit 1; }
export DBUS_SESSION_BUS_ADDRESS

if command -v gnome-keyring-daemon >/dev/null; then
  # The password guards nothing: the key ring of such a session holds only keys of samples and tests.
  printf gaung | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1 ||
    echo "headless.sh: no key ring could be unlocked" >&2
fi

status=0
"$@" || status=$?
exit $status
