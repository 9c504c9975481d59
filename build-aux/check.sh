#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# check.sh [CHECK...]
#
# What can be judged from the sources alone, in a few seconds: form, translation, data files. For
# people before a commit (a git hook may be a link to this file) and for `meson test --suite data`,
# which gives the build directory in $GAUNG_BUILD_ROOT. Prints TAP; the exit status says the same.
set -uo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." || exit 1
export LC_ALL=C.UTF-8
build=${GAUNG_BUILD_ROOT-}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

find . -name '_build*' -prune -o -name .git -prune -o -name .cache -prune -o -type f -printf '%P\n' |
  sort >"$scratch/tree-files"
# files PATTERN...: every file of the project that matches one of the patterns, one a line.
files () {
  local file pattern
  while IFS= read -r file; do
    for pattern in "$@"; do
      # shellcheck disable=SC2254
      case $file in $pattern) printf '%s\n' "$file"; break ;; esac
    done
  done <"$scratch/tree-files"
}
each () { tr '\n' '\0' | xargs -0 -r "$@"; }
skip () { echo "SKIP $*"; return 77; }
need () { command -v "$1" >/dev/null || skip "there is no $1 here"; }

check_clang_format () { # C is formatted as .clang-format says
  need clang-format || return
  files 'src/*.c' 'tests/*.c' | each clang-format --dry-run -Werror >"$scratch/format" 2>&1 && return
  sed -n 's/^\([^ :]*\):\([0-9]*\):.*error: .*/\1:\2/p' "$scratch/format" | sort -u -t: -k1,1 |
    sed 's/$/ is the first line that clang-format -i would change/'
  return 1
}

check_blueprint_format () { # Blueprint is formatted as its compiler formats it
  need blueprint-compiler || return
  files 'src/*.blp' | each blueprint-compiler format
}

check_licence () { # every source file names its licence in the first five lines
  local file status=0
  while IFS= read -r file; do
    head -n5 "$file" | grep -q 'SPDX-License-Identifier:' || { echo "$file has no SPDX line"; status=1; }
  done < <(files 'src/*.c' 'src/*.h' 'src/*.blp' 'src/*.css' 'tests/*.c' 'tests/*.h' 'tests/*.py' '*.sh' '*meson.build' 'data/*.xml' 'data/*.svg')
  return $status
}

check_size () { # no C file is longer than 800 lines
  local file lines status=0
  while IFS= read -r file; do
    lines=$(wc -l <"$file")
    [ "$lines" -le 800 ] || { echo "$file has $lines lines"; status=1; }
  done < <(files 'src/*.c' 'src/*.h' 'tests/*.c')
  return $status
}

check_unfinished () { # nothing is left for later
  ! files 'src/*' 'tests/*' 'data/*' | each grep -nEw 'TO''DO|FIX''ME|XX''X|HA''CK' --
}

check_layers () { # only the store knows SQLite, only the lower layers do without GTK
  local status=0
  files 'src/*.[ch]' | grep -v '^src/store/' | each grep -nE '#include <(sqlite3|sqlcipher)' -- && status=1
  files 'src/base/*' 'src/records/*' 'src/store/*' 'src/sample/*' 'src/publish/*' 'src/ctl/*' |
    each grep -nE '#include <(gtk|gdk|adwaita|gsk)' -- && status=1
  return $status
}

check_markup () { # text that comes from records is never read as markup
  # Allowed only where the text is a constant of ours or escaped in the same statement.
  ! files 'src/*.c' | each grep -nE '(set_markup|use_markup|pango_parse_markup|gtk_label_new_with_mnemonic) ?\(' -- |
    grep -vE 'g_markup_(escape_text|printf_escaped)|markup \(.*FALSE\)|markup: ours'
}

check_shell () { # shell scripts parse
  local file status=0
  while IFS= read -r file; do bash -n "$file" || status=1; done < <(files '*.sh' '.ci/run')
  return $status
}

check_potfiles () { # po/POTFILES.in names every file with text for people, and no other
  local status=0
  grep -v -e '^#' -e '^$' po/POTFILES.in >"$scratch/named"
  sort -c "$scratch/named" || { echo "po/POTFILES.in is not sorted"; status=1; }
  sort -u "$scratch/named" -o "$scratch/named"
  {
    files 'src/*.c' 'src/*.blp' |
      each grep -lE '(^|[^A-Za-z_])(_|N_|C_|NC_|ngettext|g_dngettext) ?\("' -- /dev/null
    files 'data/*.desktop.in' 'data/*.metainfo.xml.in' 'data/*.gschema.xml'
  } | sort -u >"$scratch/found"
  comm -13 "$scratch/named" "$scratch/found" | sed 's/$/ has text but is not in po\/POTFILES.in/' | grep . && status=1
  comm -23 "$scratch/named" "$scratch/found" | sed 's/$/ is in po\/POTFILES.in but has no text/' | grep . && status=1
  return $status
}

check_translation () { # every message is translated, none is doubtful, formats agree
  local language status=0
  need msgfmt || return
  while IFS= read -r language; do
    msgfmt --check -o /dev/null "po/$language.po" || status=1
    if msgattrib --untranslated --no-obsolete "po/$language.po" | grep -E '^msgid "..*"|^msgid ""$' | tail -n +2 | grep .; then
      echo "po/$language.po: not translated, see above"; status=1
    fi
    if msgattrib --only-fuzzy --no-obsolete "po/$language.po" | grep .; then
      echo "po/$language.po: doubtful (fuzzy), see above"; status=1
    fi
  done < <(grep -v '^#' po/LINGUAS)
  return $status
}

check_spelling () { # no misspelt word in messages, translations and the handbook
  need hunspell || return
  local language status=0
  for language in en id; do
    build-aux/spell.py $language >"$scratch/words" && continue
    echo "$language, unknown (a term of the trade goes to build-aux/words.txt): $(paste -sd' ' "$scratch/words")"
    status=1
  done
  return $status
}

check_translation_current () { # the translations are of the text that is in the sources now
  local status=0 file
  need xgettext || return
  mkdir "$scratch/tree"
  # update-po.sh on a copy: nothing may change.
  { cat po/POTFILES.in; files 'po/*' build-aux/update-po.sh; } | sort -u | each cp --parents -t "$scratch/tree" -- || return 1
  (cd "$scratch/tree" && build-aux/update-po.sh >/dev/null) || return 1
  for file in po/*.po; do
    diff -u <(grep -v -e '^#:' -e '^"POT' "$file") <(grep -v -e '^#:' -e '^"POT' "$scratch/tree/$file") >"$scratch/diff" ||
      { grep '^[+-]' "$scratch/diff" | head -20; echo "$file is behind: run build-aux/update-po.sh"; status=1; }
  done
  return $status
}

check_schema () { # the settings schema compiles strictly
  need glib-compile-schemas || return
  glib-compile-schemas --strict --dry-run data
}

check_desktop () { # the desktop file is valid
  need desktop-file-validate || return
  [ -n "$build" ] || { skip "no build directory given"; return; }
  desktop-file-validate "$build"/data/*.desktop
}

check_metainfo () { # the metainfo is valid
  need appstreamcli || return
  [ -n "$build" ] || { skip "no build directory given"; return; }
  appstreamcli validate --no-net --explain "$build"/data/*.metainfo.xml
}

check_screenshots () { # every picture that the metainfo names is in docs/screenshots, in the size that it says
  local width height name status=0
  while read -r width height name; do
    python3 - "docs/screenshots/$name" "$width" "$height" <<'PY' || status=1
import struct, sys
path, width, height = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
try:
    with open(path, "rb") as picture:
        size = struct.unpack(">II", picture.read(24)[16:24])
except OSError as error:
    sys.exit(f"{path}: {error.strerror}")
if size != (width, height):
    sys.exit(f"{path} is {size[0]}x{size[1]}, the metainfo says {width}x{height}")
PY
  done < <(sed -n 's/.*width="\([0-9]*\)" height="\([0-9]*\)">@screenshots@\/\([^<]*\)<.*/\1 \2 \3/p' data/*.metainfo.xml.in)
  return $status
}

check_icons () { # the icons can be read, the symbolic ones consist of fills (GTK recolours no stroke)
  need python3 || return
  python3 - data/icons/hicolor/*/apps/*.svg <<'PY'
import sys, xml.etree.ElementTree as ET
bad = 0
for path in sys.argv[1:]:
    root = ET.parse(path).getroot()
    if "symbolic" in path:
        for node in root.iter():
            if node.get("stroke", "none") != "none":
                print(path, "has a stroke"); bad = 1
sys.exit(bad)
PY
}

check_help () { # the help pages are well-formed and every link goes somewhere, in each language
  need python3 || return
  [ -d help ] || return 1
  python3 - <<'PY'
import pathlib, sys, xml.etree.ElementTree as ET
ns = "{http://projectmallard.org/1.0/}"
bad = 0
pages = {}
for language in sorted(p for p in pathlib.Path("help").iterdir() if p.is_dir()):
    pages[language.name] = {}
    for path in sorted(language.glob("*.page")):
        root = ET.parse(path).getroot()
        if root.get("id") != path.stem:
            print(path, "has another id:", root.get("id")); bad = 1
        pages[language.name][path.stem] = root
if not pages or any(set(p) != set(pages["C"]) or not p for p in pages.values()):
    print("the languages do not have the same pages:", {k: sorted(v) for k, v in pages.items()}); bad = 1
for language, roots in pages.items():
    for name, root in roots.items():
        for link in root.iter(ns + "link"):
            target = link.get("xref")
            if target and target.split("#")[0] not in roots:
                print(f"help/{language}/{name}.page: no page {target}"); bad = 1
sys.exit(bad)
PY
}

all=$(sed -n 's/^check_\([a-z_]*\) () { # .*/\1/p' "build-aux/check.sh")
wanted=${*:-$all}
# shellcheck disable=SC2086
set -- $wanted
echo "1..$#"
number=0 failed=0
for name in "$@"; do
  number=$((number + 1))
  what=$(sed -n "s/^check_$name () { # //p" build-aux/check.sh)
  "check_$name" >"$scratch/out" 2>&1
  status=$?
  case $status in
    0) echo "ok $number $name: $what" ;;
    77) echo "ok $number $name # SKIP $(sed -n 's/^SKIP //p' "$scratch/out" | head -1)" ;;
    *) sed 's/^/# /' "$scratch/out" >&2
       echo "not ok $number $name: $what"
       failed=$((failed + 1)) ;;
  esac
done
[ $failed = 0 ]
