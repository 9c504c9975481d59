# SPDX-License-Identifier: GPL-3.0-or-later
"""The same work without a pointer: only keys, and only what has the focus or is announced."""
import re
import sys

from gi.repository import Atspi

from desk import Keyboard
from stage import Stage, Tap

stage = Stage(sys.argv[1], sys.argv[2])
stage.set("undo-seconds", "15")
t, ctl, tap = stage.t, stage.ctl, Tap()
first, second = ctl.records("type:complaint", "state:new", "--sort", "oldest")[:2]
desk = stage.start("--area", "complaints", "--record", first["_id"])
keyboard = Keyboard(desk.process.pid)


def exactly(text):
    return f"^{re.escape(text)}$"


def record_of(complaint):
    return ctl.get(complaint["_id"])["record"]


def entries_of(complaint, kind):
    return [e for e in ctl.get(complaint["_id"])["entries"] if e["kind"] == kind]


def shown():
    """The reference of the complaint whose page shows."""
    groups = desk.all(r"^[0-9A-Z]{4}-[0-9A-Z]{4}$", "grouping")
    return groups[0].get_name() if groups else None


@tap.case
def the_record_of_the_command_line_is_open():
    desk.find(exactly(first["ref"]), "grouping")
    desk.find(exactly(t("Verify", "verdict")), "button")


@tap.case
def tab_reaches_controls_that_have_a_name():
    """Tab wanders through the window; wherever it stops, something can be said."""
    names = set()
    for _ in range(30):
        keyboard.press("Tab")
        node = desk.wait(desk.focused, "a control with the focus")
        while node is not None and not (node.get_name() or "").strip() and node.get_role_name() in ("text", "panel"):
            node = node.get_parent()
        assert node is not None and (node.get_name() or "").strip(), "the focus is on something without a name"
        names.add(node.get_name())
    assert len(names) >= 8, names
    keyboard.press("Escape")


@tap.case
def one_verifies():
    desk.wait(lambda: shown() == first["ref"], "the first complaint")
    keyboard.press("1")
    desk.wait(lambda: record_of(first)["state"] == "verified", "the verdict in the store")


@tap.case
def n_writes_a_note_and_digits_are_text_there():
    keyboard.press("n")
    desk.wait(lambda: (desk.focused() or desk.app).get_name() == t("Internal note"), "the focus in the note")
    keyboard.type("Telepon 1 kali, 2 orang hadir.")
    keyboard.press("ctrl+Return")
    desk.wait(lambda: entries_of(first, "note"), "the note in the store")
    assert entries_of(first, "note")[-1]["text"] == "Telepon 1 kali, 2 orang hadir."
    assert record_of(first)["state"] == "verified"


@tap.case
def r_writes_a_public_reply():
    keyboard.press("Escape")
    keyboard.press("r")
    desk.wait(lambda: (desk.focused() or desk.app).get_name() == t("Public reply"), "the focus in the reply")
    keyboard.type("Terima kasih, sudah kami teruskan.")
    keyboard.press("ctrl+Return")
    desk.wait(lambda: entries_of(first, "reply"), "the reply in the store")
    assert entries_of(first, "reply")[-1]["text"] == "Terima kasih, sudah kami teruskan."


@tap.case
def two_hands_over_to_the_agency_that_is_typed():
    keyboard.press("Escape")
    keyboard.press("2")
    desk.find(exactly(t("Hand Over")), "dialog")
    keyboard.type("dlh")
    desk.find("Dinas Lingkungan Hidup", "list item")
    keyboard.press("Return")
    desk.gone(exactly(t("Hand Over")), "dialog")
    desk.wait(lambda: record_of(first)["agency"] == "dlh", "the agency in the store")


@tap.case
def ctrl_z_takes_it_back():
    keyboard.press("ctrl+z")
    desk.wait(lambda: record_of(first)["agency"] == "diskominfo", "the agency as it was")


@tap.case
def ctrl_k_finds_and_opens():
    keyboard.press("ctrl+k")
    desk.find(exactly(t("Search Everything")), "dialog")
    keyboard.type(second["ref"])
    desk.find(re.escape(second["ref"]), "list item")
    keyboard.press("Return")
    desk.wait(lambda: shown() == second["ref"], "the second complaint")


@tap.case
def a_assigns_to_me():
    keyboard.press("a")
    desk.wait(lambda: record_of(second).get("assignee") == "contoh", "the assignment in the store")


@tap.case
def j_and_k_walk_through_the_list():
    here = shown()
    keyboard.press("j")
    desk.wait(lambda: shown() not in (None, here), "another complaint")
    keyboard.press("k")
    desk.wait(lambda: shown() == here, "the complaint before")


@tap.case
def ctrl_n_opens_the_quick_entry_and_escape_keeps_the_draft():
    keyboard.press("ctrl+n")
    title = exactly(t("New Complaint"))
    desk.find(title, "dialog")
    keyboard.type("Air keran keruh sejak pagi.")
    keyboard.press("Escape")
    desk.gone(title, "dialog")
    keyboard.press("ctrl+n")
    dialog = desk.find(title, "dialog")
    text = desk.find(exactly(t("What is told")), "text", root=dialog)
    desk.wait(lambda: Atspi.Text.get_text(text, 0, -1) == "Air keran keruh sejak pagi.", "the draft")
    keyboard.press("Escape")
    desk.gone(title, "dialog")


@tap.case
def alt_1_goes_home():
    keyboard.press("alt+1")
    desk.wait(lambda: shown() is None and desk.all(exactly(t("Home")), "grouping"), "the home page")


@tap.case
def ctrl_q_ends_the_program():
    keyboard.press("ctrl+q")
    desk.wait(lambda: desk.process.poll() is not None, "the end of the program")
    assert desk.process.returncode == 0, desk.process.returncode


sys.exit(tap.run(on_failure=lambda: desk.tree() if desk.process.poll() is None else "gaung has ended"))
