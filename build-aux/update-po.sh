#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# update-po.sh [DIRECTORY OF .po FILES]
#
# Brings po/gaung.pot and every po/*.po up to date with the sources that po/POTFILES.in names. With a
# directory, its .po files serve as a compendium: what they translate is taken over where the message
# is the same. Ends with how much is translated and what is not.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A file may be added in one change and named in the next; one that is gone must not stop the rest.
grep -v -e '^#' -e '^$' po/POTFILES.in | sort -u | while IFS= read -r file; do
  [ -f "$file" ] && printf '%s\n' "$file" || echo "update-po.sh: $file is named in POTFILES.in but not there" >&2
done >"$work/files"

# Blueprint reads like C for this purpose; each kind of file in its own pass, as the language is one
# for all files of a call.
common=(--from-code=UTF-8 --add-comments=Translators --package-name=gaung --sort-by-file
        --copyright-holder='Gaung contributors')
grep -E '\.(c|h|blp)$' "$work/files" >"$work/c" || true
grep -E '\.xml(\.in)?$' "$work/files" >"$work/xml" || true
grep -E '\.desktop(\.in)?$' "$work/files" >"$work/desktop" || true
xgettext "${common[@]}" --language=C --keyword=_ --keyword=N_ --keyword=C_:1c,2 --keyword=NC_:1c,2 \
  --keyword=g_dcgettext:2 --keyword=g_dngettext:2,3 --keyword=g_dpgettext2:2c,3 --keyword=ngettext:1,2 \
  --flag=ngettext:1:pass-c-format --flag=ngettext:2:pass-c-format --flag=_:1:pass-c-format \
  --flag=C_:2:pass-c-format --flag=N_:1:pass-c-format --flag=g_dngettext:2:pass-c-format \
  --flag=g_strdup_printf:1:c-format --flag=g_string_append_printf:2:c-format \
  --files-from="$work/c" -o "$work/c.pot"
pots=()
[ ! -f "$work/c.pot" ] || pots+=("$work/c.pot")
while IFS= read -r file; do
  xgettext "${common[@]}" -o "$work/$(basename "$file").pot" "$file"
  [ ! -f "$work/$(basename "$file").pot" ] || pots+=("$work/$(basename "$file").pot")
done <"$work/xml"
if [ -s "$work/desktop" ]; then
  xgettext "${common[@]}" --language=Desktop --keyword= --keyword=GenericName \
    --keyword=Comment --keyword=Keywords --files-from="$work/desktop" -o "$work/desktop.pot"
  pots+=("$work/desktop.pot")
fi
msgcat --use-first --sort-by-file "${pots[@]}" -o "$work/gaung.pot"
sed -i -e 's/charset=CHARSET/charset=UTF-8/' "$work/gaung.pot"

compendium=()
if [ -n "${1-}" ]; then
  for file in "$1"/*.po; do
    if msgfmt --check-format -o /dev/null "$file" 2>"$work/error"; then
      msgattrib --no-obsolete --no-fuzzy "$file" -o "$work/part-$(basename "$file")"
      compendium+=("--compendium=$work/part-$(basename "$file")")
    else
      echo "update-po.sh: $file is left out:" >&2
      head -5 "$work/error" >&2
    fi
  done
fi

while IFS= read -r language; do
  [ -n "$language" ] || continue
  old=po/$language.po
  [ -f "$old" ] || msginit --no-translator --locale="$language" -i "$work/gaung.pot" -o "$old"
  msgmerge --quiet --no-fuzzy-matching --sort-by-file "${compendium[@]}" "$old" "$work/gaung.pot" |
    msgattrib --no-obsolete --sort-by-file -o "$work/new.po"
  # A new date alone is no change.
  if ! diff -q <(grep -v '^"POT-Creation-Date' "$old") <(grep -v '^"POT-Creation-Date' "$work/new.po") >/dev/null; then
    cp "$work/new.po" "$old"
  fi
  printf '%s: ' "$language"
  msgfmt --statistics -o /dev/null "$old" 2>&1
  msgattrib --untranslated --no-wrap "$old" | grep -E '^(#:|msgctxt|msgid)' | tail -n +2 || true
done < <(grep -v '^#' po/LINGUAS)
