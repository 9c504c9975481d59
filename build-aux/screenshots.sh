#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# screenshots.sh [VIEW...]
#
# Makes docs/screenshots: every view of Gaung on the sample workspace, in Indonesian, light and dark, at
# 1280×800 and at 360×720. The clock stands still, so that a picture changes only when the program does.
# Look at every picture before you commit it.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
gaung_prepare build test -- "$@"
gaung_build
gaung_use_build

out=$GAUNG_SOURCE/docs/screenshots
mkdir -p "$out"
# A Tuesday, 09.41 in Surakarta.
export FAKETIME='@2026-11-24 02:41:00' FAKETIME_DONT_FAKE_MONOTONIC=1 FAKETIME_DONT_RESET=1 TZ=UTC
fake=(env "LD_PRELOAD=$(echo /usr/lib/*/faketime/libfaketime.so.1)")
# The screen has room for the frame of a window, which is cut off.
for size in 1290x810 370x730; do
  for style in light dark; do
    suffix=$style
    [ $size = 1290x810 ] || suffix=$style-narrow
    gaung_say "$size, $style"
    timeout 600 "$GAUNG_SOURCE/build-aux/headless.sh" --size "$size" env "ADW_DEBUG_COLOR_SCHEME=prefer-$style" \
      PYTHONDONTWRITEBYTECODE=1 PYTHONPATH="$GAUNG_SOURCE/tests/a11y" \
      "${fake[@]}" python3 "$GAUNG_SOURCE/build-aux/screenshots.py" "$GAUNG_BUILD" "$out" "$suffix" "$@"
  done
done
gaung_say "The pictures are in $out"
