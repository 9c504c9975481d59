#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh [ARGUMENT OF GAUNG...]
#
# Installs what is missing, builds, and starts Gaung on the sample workspace. Without a display it
# does so on a display in memory, leaves a screenshot and says where.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
gaung_prepare build -- "$@"
gaung_build
gaung_use_build

export GAUNG_SAMPLE=$GAUNG_BUILD/run/workspace GAUNG_SOURCE
mkdir -p "$GAUNG_BUILD/run"
start=("$GAUNG_SOURCE/build-aux/start-sample.sh" "$@")

if gaung_has_display; then
  gaung_say "Starting Gaung on the sample workspace $GAUNG_SAMPLE"
  if gaung_has_secret_service; then
    exec "${start[@]}"
  fi
  gaung_say "There is no Secret Service in this session; Gaung gets one of its own."
  GAUNG_KEEP_DISPLAY=1 exec "$GAUNG_SOURCE/build-aux/headless.sh" "${start[@]}"
fi

gaung_say "There is no display: Gaung starts on one in memory."
export GAUNG_SCREENSHOT=$GAUNG_BUILD/gaung.png
exec timeout 300 "$GAUNG_SOURCE/build-aux/headless.sh" --state "$GAUNG_BUILD/run/state" "${start[@]}"
