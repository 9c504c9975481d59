# SPDX-License-Identifier: GPL-3.0-or-later
# Shared by the scripts beside it (bash, sourced). What is here:
#
#   gaung_prepare SECTION... -- ARGS   everything that is needed is there when this returns, or the
#                                      script has been started again inside a Debian 13 root
#   gaung_build [MESON OPTION...]      configures and builds in $GAUNG_BUILD, installs beneath it
#   gaung_has_display, gaung_has_secret_service
#
# The ways: Debian 13 or newer, or any system that has the floor: as it is. An older Debian, or
# Ubuntu: inside a Debian 13 root that is made once and kept. Anything else: says what to install.

set -euo pipefail

GAUNG_SOURCE=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
GAUNG_CACHE=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/gaung
GAUNG_DEBIAN=trixie

gaung_say () { printf '==> %s\n' "$*" >&2; }
gaung_fail () { printf 'gaung: %s\n' "$*" >&2; exit 69; }

# What the build needs, by the names that pkg-config knows. The same floor as in meson.build.
gaung_floor=(
  'glib-2.0 >= 2.84' 'gtk4 >= 4.18' 'libadwaita-1 >= 1.7' 'json-glib-1.0 >= 1.10'
  'libsoup-3.0 >= 3.6' 'sqlcipher >= 3.46' 'libsecret-1 >= 0.21' 'pangocairo >= 1.56'
  'cairo-pdf >= 1.18' 'libqrencode >= 4.1'
)
gaung_tools=(meson ninja cc pkg-config blueprint-compiler msgfmt glib-compile-resources
             desktop-file-validate dbus-run-session Xvfb)

gaung_has_floor () {
  local module
  command -v pkg-config >/dev/null || return 1
  for module in "${gaung_floor[@]}"; do
    pkg-config --exists "$module" || return 1
  done
}

gaung_name_what_to_install () {
  {
    echo "Gaung cannot install by itself on this system (${PRETTY_NAME:-unknown})."
    echo "Please install these, in these versions or newer, and start this script again:"
    printf '  %s\n' "${gaung_floor[@]}"
    echo "  blueprint-compiler >= 0.16, meson >= 1.6, ninja, a C compiler, gettext"
    echo "and for a run without a display: Xvfb, dbus, gnome-keyring, ImageMagick."
    echo "Or use the Flatpak: flatpak/id.go.surakarta.Gaung.json."
  } >&2
  exit 69
}

# The packages of the given sections of build-aux/packages, one a line.
gaung_packages () {
  local sections=" $* "
  awk -v sections="$sections" '
    /^\[/ { wanted = index (sections, " " substr ($0, 2, length ($0) - 2) " ") > 0; next }
    wanted && NF && $1 !~ /^#/ { print $1 }' "$GAUNG_SOURCE/build-aux/packages"
}

gaung_as_root () {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    gaung_fail "this needs root, and there is no sudo here. As root: $*"
  fi
}

# gaung_install PACKAGE...: installs what dpkg does not know as installed.
gaung_install () {
  local package missing=()
  for package in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] ||
      missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  gaung_say "Installing: ${missing[*]}"
  # Package lists that cannot be renewed need not stop us: those at hand may do.
  gaung_as_root env DEBIAN_FRONTEND=noninteractive timeout 600 apt-get -q -o DPkg::Lock::Timeout=120 \
    update >&2 || gaung_say "The package lists could not be renewed; trying with those at hand."
  gaung_as_root env DEBIAN_FRONTEND=noninteractive timeout 1800 apt-get -q -y \
    -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0 install --no-install-recommends "${missing[@]}" >&2 ||
    gaung_fail "apt-get could not install: ${missing[*]}"
}

# --- The Debian 13 root ------------------------------------------------------------------------

# The machine's own apt settings (proxies, date checks, …), as mmdebstrap options, one a line.
gaung_apt_options () {
  apt-config dump | sed -n 's/^\(Acquire::[^ ]*\) "\(..*\)";$/--aptopt=\1 "\2"/p' |
    grep -v -e '^--aptopt=Acquire::\(IndexTargets\|Changelogs\|CompressionTypes\|cdrom\)::' || true
}

# gaung_apt_site SUITE: where this machine gets SUITE from; nothing if apt does not say.
gaung_apt_site () {
  local site
  site=$(apt-get indextargets --format '$(RELEASE) $(COMPONENT) $(SITE)' 'Created-By: Packages' 2>/dev/null |
           awk -v suite="$1" '$1 == suite && $2 == "main" { print $3; exit }')
  case $site in
    mirror+file:*) # a list of mirrors: the first that is named
      site=$(awk '/^[a-z]+:/ { print $1; exit }' "${site#mirror+file:}" 2>/dev/null || true) ;;
  esac
  printf '%s' "${site%/}"
}

# gaung_suite SITE SUITE: a line for sources.list if the mirror has the suite.
gaung_suite () {
  local scratch
  scratch=$(mktemp)
  if timeout 60 /usr/lib/apt/apt-helper download-file "$1/dists/$2/Release" "$scratch" >/dev/null 2>&1; then
    echo "deb $1 $2 main"
  fi
  rm -f "$scratch"
}

# The lines of sources.list for the root, from the mirrors that this machine uses already. Nothing
# on Ubuntu: mmdebstrap then takes Debian's own.
gaung_sources () {
  local codename site security
  [ "$ID" = debian ] || return 0
  codename=${VERSION_CODENAME:-stable}
  site=$(gaung_apt_site "$codename")
  [ -n "$site" ] || site=$(gaung_apt_site stable)
  [ -n "$site" ] || site=$(gaung_apt_site oldstable)
  [ -n "$site" ] || return 0
  security=$(gaung_apt_site "$codename-security")
  echo "deb $site $GAUNG_DEBIAN main"
  gaung_suite "$site" "$GAUNG_DEBIAN-updates"
  [ -z "$security" ] || gaung_suite "$security" "$GAUNG_DEBIAN-security"
}

# One root for both lists, so that run.sh and test.sh share it; another list is another root.
gaung_root_path () {
  local key
  key=$({ gaung_packages build test; echo "$GAUNG_DEBIAN 1"; dpkg --print-architecture; } |
          sha256sum | cut -c1-12)
  printf '%s/debian13-%s' "$GAUNG_CACHE" "$key"
}

# gaung_make_root DIR: makes it beside its place and renames it, so a half-made one is never used.
gaung_make_root () {
  local root=$1 sources options=() packages
  gaung_install mmdebstrap bubblewrap debian-archive-keyring
  gaung_say "Making a Debian 13 root in $root (once; one to three minutes, about 2 GB)"
  gaung_as_root rm -rf "$root.part"
  mapfile -t options < <(gaung_apt_options)
  sources=$(gaung_sources)
  packages=$(gaung_packages build test | paste -sd,)
  # The alias: libadwaita asks for Adwaita Sans, which Debian 13 does not carry; it is drawn after Inter.
  gaung_as_root env TMPDIR=/tmp timeout 1800 mmdebstrap --quiet --variant=minbase \
    --keyring=/usr/share/keyrings/debian-archive-keyring.gpg \
    --aptopt='APT::Sandbox::User "root"' --aptopt='APT::Install-Recommends "false"' \
    "${options[@]}" --include="$packages" \
    --customize-hook='rm -f "$1/etc/resolv.conf" "$1/etc/machine-id"; : >"$1/etc/resolv.conf"' \
    --customize-hook='chroot "$1" dbus-uuidgen >"$1/etc/machine-id"' \
    --customize-hook='printf "%s" "<?xml version=\"1.0\"?><fontconfig><alias binding=\"same\"><family>Adwaita Sans</family><prefer><family>Inter</family></prefer></alias></fontconfig>" >"$1/etc/fonts/conf.d/45-adwaita-sans.conf"' \
    "$GAUNG_DEBIAN" "$root.part" ${sources:+-} <<<"$sources" >&2 ||
    { gaung_as_root rm -rf "$root.part"; gaung_fail "the Debian 13 root could not be made"; }
  gaung_as_root mv "$root.part" "$root"
}

# Roots of older package lists that nobody is in.
gaung_prune_roots () {
  local other
  for other in "$GAUNG_CACHE"/debian13-*.lock; do
    other=${other%.lock}
    [ "$other" != "$1" ] && [ -d "$other" ] || continue
    if flock -n "$other.lock" true; then
      gaung_say "Removing $other, which an older package list had asked for"
      gaung_as_root rm -rf "$other"
      rm -f "$other.lock"
    fi
  done
}

# Starts the script again inside the root. Of the root only system folders are taken, read only;
# the rest is this machine's, at the same paths.
gaung_enter () {
  local root=$1 runtime=${XDG_RUNTIME_DIR-} language args=() enter=(bwrap)
  shift
  language=${LC_ALL:-${LC_MESSAGES:-${LANG:-en}}}
  args+=(--tmpfs / --ro-bind "$root/usr" /usr --ro-bind "$root/etc" /etc
         --symlink usr/bin /bin --symlink usr/sbin /sbin --symlink usr/lib /lib --symlink usr/lib64 /lib64
         --dir /var/tmp --ro-bind "$root/var/lib/dpkg" /var/lib/dpkg
         --ro-bind "$root/var/cache/fontconfig" /var/cache/fontconfig
         --dev-bind /dev /dev --ro-bind /sys /sys --tmpfs /run --bind /tmp /tmp
         --ro-bind-try /etc/resolv.conf /etc/resolv.conf --ro-bind-try /etc/hosts /etc/hosts
         --ro-bind-try /etc/passwd /etc/passwd --ro-bind-try /etc/group /etc/group)
  [ ! -d "${HOME-}" ] || [ "$HOME" = / ] || args+=(--bind "$HOME" "$HOME")
  args+=(--bind "$GAUNG_SOURCE" "$GAUNG_SOURCE")
  # Published schemas that exports are tested against; see tests/publish/test-schemas.py.
  local schemas=${GAUNG_SCHEMAS:-$GAUNG_SOURCE/../shared/schemas}
  if [ -d "$schemas" ]; then
    schemas=$(cd "$schemas" && pwd -P)
    args+=(--ro-bind "$schemas" "$schemas" --setenv GAUNG_SCHEMAS "$schemas")
  fi
  [ ! -d "$runtime" ] || args+=(--bind "$runtime" "$runtime")
  [ ! -d "${TMPDIR-}" ] || args+=(--bind "$TMPDIR" "$TMPDIR")
  [ ! -f "${XAUTHORITY-}" ] || args+=(--ro-bind "$XAUTHORITY" "$XAUTHORITY")
  args+=(--die-with-parent --chdir "$GAUNG_SOURCE"
         --unsetenv LD_LIBRARY_PATH --unsetenv LD_PRELOAD --unsetenv PYTHONHOME --unsetenv PYTHONPATH
         --unsetenv PKG_CONFIG_PATH --unsetenv GIO_EXTRA_MODULES --unsetenv LC_ALL --unsetenv GTK_PATH
         --setenv PATH /usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin --setenv LANG C.UTF-8
         --setenv LANGUAGE "${LANGUAGE:-${language%%.*}}" --setenv GAUNG_IN_ROOT 1)

  if ! bwrap --ro-bind / / true 2>/dev/null; then
    # Systems that let only root make namespaces: as root, and back to the user inside.
    [ "$(id -u)" != 0 ] && gaung_as_root bwrap --ro-bind / / true 2>/dev/null ||
      gaung_fail "this system lets bwrap make no namespace; in a container: start it with --privileged, or start from debian:13"
    enter=(sudo --preserve-env bwrap)
    set -- setpriv --reuid "$(id -u)" --regid "$(id -g)" --init-groups "$@"
  fi
  if "${enter[@]}" --ro-bind / / --proc /proc true 2>/dev/null; then
    args+=(--proc /proc)
  else
    args+=(--ro-bind /proc /proc)
  fi
  exec "${enter[@]}" "${args[@]}" "$@"
}

# --- What the scripts call ------------------------------------------------------------------------

# gaung_prepare SECTION... -- ARGS: ARGS are those of the script itself.
gaung_prepare () {
  local sections=() root
  while [ $# -gt 0 ] && [ "$1" != -- ]; do sections+=("$1"); shift; done
  shift

  if [ -n "${GAUNG_IN_ROOT-}" ]; then
    GAUNG_BUILD=$GAUNG_SOURCE/_build-debian13
    case ${LANGUAGE-} in id*) gaung_use_indonesian ;; esac
    return 0
  fi

  GAUNG_BUILD=$GAUNG_SOURCE/_build
  ID=unknown VERSION_ID=
  # shellcheck disable=SC1091
  [ ! -r /etc/os-release ] || . /etc/os-release
  case $ID:${VERSION_ID:-999} in
    debian:999 | debian:1[3-9] | debian:[2-9][0-9])
      # shellcheck disable=SC2046
      gaung_install $(gaung_packages "${sections[@]}")
      return 0 ;;
  esac
  if gaung_has_floor; then
    local tool missing=()
    for tool in "${gaung_tools[@]}"; do
      command -v "$tool" >/dev/null || missing+=("$tool")
    done
    [ ${#missing[@]} -eq 0 ] || gaung_fail "please install: ${missing[*]}"
    return 0
  fi
  case $ID in
    debian | ubuntu) ;;
    *) gaung_name_what_to_install ;;
  esac

  root=$(gaung_root_path)
  mkdir -p "$GAUNG_CACHE"
  # Held exclusively while the root is made and shared while somebody is in it (bwrap inherits it).
  exec 9>"$root.lock"
  if ! flock -n -s 9; then
    gaung_say "Waiting for another script that makes the Debian 13 root"
    flock -s 9
  fi
  if [ ! -d "$root" ] || ! command -v bwrap >/dev/null; then
    flock 9
    [ -d "$root" ] && command -v bwrap >/dev/null || {
      [ -d "$root" ] || gaung_make_root "$root"
      gaung_install bubblewrap
    }
    flock -s 9
  fi
  gaung_prune_roots "$root"
  gaung_say "Inside the Debian 13 root $root"
  gaung_enter "$root" "$GAUNG_SOURCE/build-aux/$(basename "$0")" "$@"
}

gaung_build () {
  local options=("--prefix=$GAUNG_BUILD/prefix" "$@")
  if [ -f "$GAUNG_BUILD/build.ninja" ]; then
    meson configure "$GAUNG_BUILD" "${options[@]}" >&2
  else
    gaung_say "Configuring in $GAUNG_BUILD"
    meson setup "$GAUNG_BUILD" "$GAUNG_SOURCE" "${options[@]}" >&2
  fi
  gaung_say "Building"
  meson compile -C "$GAUNG_BUILD" >&2
  meson install -C "$GAUNG_BUILD" --no-rebuild --quiet >&2
}

# The programs that gaung_build installed find their schemas, icons and translations through this.
gaung_use_build () {
  export PATH=$GAUNG_BUILD/prefix/bin:$PATH
  export XDG_DATA_DIRS=$GAUNG_BUILD/prefix/share:${XDG_DATA_DIRS:-/usr/local/share:/usr/share}
}

gaung_has_display () {
  if [ -n "${WAYLAND_DISPLAY-}" ]; then
    case $WAYLAND_DISPLAY in
      /*) [ -S "$WAYLAND_DISPLAY" ] && return 0 ;;
      *) [ -S "${XDG_RUNTIME_DIR-}/$WAYLAND_DISPLAY" ] && return 0 ;;
    esac
  fi
  [ -n "${DISPLAY-}" ] && timeout 5 xdpyinfo >/dev/null 2>&1
}

# An Indonesian locale: the system's, or one that is made once and kept. glibc translates nothing under
# C.UTF-8, whatever LANGUAGE says.
gaung_use_indonesian () {
  local folder=$GAUNG_CACHE/locale-$(getconf GNU_LIBC_VERSION | tr -c 'a-z0-9.\n' -) scratch
  if ! locale -a 2>/dev/null | grep -qix 'id_ID\.utf-\?8'; then
    if [ ! -d "$folder/id_ID.UTF-8" ]; then
      mkdir -p "$folder"
      scratch=$(mktemp -d -p "$folder")
      # Its warnings end in status 1 although the locale is there.
      localedef -i id_ID -f UTF-8 "$scratch/id_ID.UTF-8" >/dev/null 2>&1 || true
      mv -T "$scratch/id_ID.UTF-8" "$folder/id_ID.UTF-8" 2>/dev/null || true
      rm -rf "$scratch"
    fi
    if [ ! -d "$folder/id_ID.UTF-8" ]; then
      gaung_say "There is no Indonesian locale here (package locales); Gaung will speak English."
      return 0
    fi
    export LOCPATH=$folder
  fi
  unset LC_ALL LC_MESSAGES
  export LANG=id_ID.UTF-8 LANGUAGE=id
}

gaung_has_secret_service () {
  timeout 10 gdbus introspect --session --dest org.freedesktop.secrets \
    --object-path /org/freedesktop/secrets >/dev/null 2>&1
}
