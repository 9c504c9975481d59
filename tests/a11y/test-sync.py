#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The views of the synchronisation from outside, on a workspace whose server cannot be reached: every control has a name, and a
clash is decided by keyboard alone.

test-sync.py BUILD PREFIX
"""
import re
import subprocess
import sys

from desk import Desk, Keyboard
from stage import Stage, Tap

BUILD, PREFIX = sys.argv[1:]
stage = Stage(BUILD, PREFIX, complaints=1)
workspace = f"{stage.directory.name}/server"
ids = subprocess.run([f"{BUILD}/tests/ui/sync-stage", workspace], check=True, capture_output=True, text=True,
                     timeout=120).stdout.split()
desk = Desk(stage.program, "--workspace", workspace, "--area", "complaints")
keyboard = Keyboard(desk.process.pid)
tap = Tap()
t = stage.t


def exactly(text):
    return "^" + re.escape(text) + "$"


def open_dialog(keys, title):
    keyboard.press(keys)
    return desk.find(exactly(t(title)), "dialog")


def close_dialog(title):
    keyboard.press("Escape")
    desk.gone(exactly(t(title)), "dialog")


def assert_named():
    nameless = desk.nameless()
    assert not nameless, nameless


@tap.case
def the_foot_says_that_it_works_offline_and_what_waits():
    desk.find("^" + re.escape(t("Working offline")) + ".*4 ")


@tap.case
def the_outbox_shows_what_was_refused_and_why():
    open_dialog("ctrl+shift+o", "Outbox")
    desk.find(re.escape(t("Refused")) + ".*" + re.escape(t("The complaint is in a state meanwhile from which "
              "this step is not possible. Open it, look at the history and decide anew.")), "list item")
    assert_named()
    close_dialog("Outbox")


@tap.case
def the_receipt_book_shows_what_was_sent():
    open_dialog("ctrl+shift+b", "Receipt Book")
    desk.find("Trotoar rusak depan SDN Kleco", "list item")
    assert_named()
    close_dialog("Receipt Book")


@tap.case
def a_clash_is_decided_by_keyboard():
    open_dialog("ctrl+shift+k", "Clashing Changes")
    desk.find("^" + re.escape(t("Yours")) + ": ", "radio button")
    assert_named()
    keyboard.press("2")
    keyboard.press("ctrl+Return")
    desk.gone(exactly(t("Clashing Changes")), "dialog")
    keyboard.press("ctrl+shift+k")
    desk.find(exactly(t("Nothing Clashes")))
    close_dialog("Clashing Changes")


@tap.case
def leaving_names_what_waits():
    keyboard.press("ctrl+q")
    desk.find(exactly(t("Not Everything Is Sent")))
    assert_named()
    desk.press(t("_Quit").replace("_", ""), "button")
    desk.wait(lambda: desk.process.poll() is not None, "the end of the program")
    assert desk.process.returncode == 0, desk.process.returncode


sys.exit(tap.run(on_failure=lambda: desk.tree() if desk.process.poll() is None else "gaung has ended"))
