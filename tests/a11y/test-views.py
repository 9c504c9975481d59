# SPDX-License-Identifier: GPL-3.0-or-later
"""Places that the test of the desk does not come to: about, the lock, a second workspace;
taking a reply back by its button, and letters that are only letters while somebody types."""
import re
import subprocess
import sys

from gi.repository import Atspi

from desk import Ctl, Keyboard, Missing, Pointer
from stage import Stage, Tap

stage = Stage(sys.argv[1], sys.argv[2])
stage.set("undo-seconds", "60")
t, ctl, tap = stage.t, stage.ctl, Tap()
first, second = ctl.records("type:complaint", "state:new", "--sort", "oldest")[:2]
desk = stage.start("--area", "complaints", "--record", first["_id"])
keyboard = Keyboard(desk.process.pid)
pointer = Pointer(keyboard)
LETTERS = "1234rnapejk?/"


def name(text, context=None):
    return f"^{re.escape(t(text, context))}$"


def exactly(text):
    return f"^{re.escape(text)}$"


def no_nameless(view):
    try:
        desk.wait(lambda: not desk.nameless(), "")
    except Missing:
        raise AssertionError(f"{view}: " + "; ".join(desk.nameless())) from None


def everything_of(complaint):
    """What the store holds of it, and of all that belongs to it."""
    return ctl.run("get", "--json", complaint["_id"])


def text_of(node):
    target = next((n for n in [node, *desk.nodes(node)] if n.is_editable_text()), node)
    return Atspi.Text.get_text(target, 0, -1)


def focus_is(title):
    def probe():
        node = desk.focused()
        while node is not None and node.get_name() != title and node.get_role_name() in ("text", "panel"):
            node = node.get_parent()
        return node is not None and node.get_name() == title
    desk.wait(probe, f"the focus in “{title}”")


def open_dialog(keys, title):
    keyboard.press(*keys)
    return desk.find(title, "dialog")


def close_dialog(title):
    keyboard.press("Escape")
    desk.gone(title, "dialog")


@tap.case
def letters_in_a_reply_are_letters():
    desk.find(exactly(first["ref"]), "grouping")
    before = everything_of(first)
    keyboard.press("r")
    focus_is(t("Public reply"))
    keyboard.type(LETTERS)
    field = desk.find(name("Public reply"), "text")
    desk.wait(lambda: text_of(field) == LETTERS, "the letters in the reply")
    assert not desk.all(None, "dialog"), "a dialog came up"
    assert everything_of(first) == before, "something was done to the complaint"
    keyboard.press("ctrl+a", "BackSpace", "Escape")


@tap.case
def letters_in_the_search_of_the_list_are_letters():
    before = everything_of(first)
    keyboard.press("slash")
    focus_is(t("Search complaints"))
    keyboard.type(LETTERS)
    focus_is(t("Search complaints"))
    assert not desk.all(None, "dialog"), "a dialog came up"
    assert everything_of(first) == before, "something was done to the complaint"
    keyboard.press("ctrl+a", "BackSpace", "Escape")


@tap.case
def letters_in_a_dialog_are_letters():
    before = everything_of(first)
    dialog = open_dialog(["ctrl+n"], name("New Complaint"))
    focus_is(t("What is told"))
    keyboard.type(LETTERS)
    field = desk.find(name("What is told"), "text", root=dialog)
    desk.wait(lambda: text_of(field) == LETTERS, "the letters in the complaint")
    assert len(desk.all(None, "dialog")) == 1, "another dialog came up"
    keyboard.press("ctrl+a", "BackSpace")
    close_dialog(name("New Complaint"))
    assert everything_of(first) == before, "something was done to the complaint"


@tap.case
def a_reply_is_taken_back_by_the_button_that_says_so():
    keyboard.press("r")
    focus_is(t("Public reply"))
    keyboard.type("Terlalu cepat.")
    keyboard.press("ctrl+Return")
    desk.find("^" + re.escape(t("The reply leaves in %u second")).replace("%u", r"\d+") + "$", "label")
    no_nameless("a reply that is held")
    desk.press(name("Undo"), "button")
    field = desk.find(name("Public reply"), "text")
    desk.wait(lambda: text_of(field) == "Terlalu cepat.", "the text, to be written again")
    entries = ctl.get(first["_id"])["entries"]
    assert not [e for e in entries if e["kind"] == "reply"], "it was sent all the same"
    desk.gone(name("Undo"), "button")
    keyboard.press("ctrl+a", "BackSpace", "Escape")


@tap.case
def about_names_its_controls():
    keyboard.press("F10")
    desk.find(None, "menu item")
    no_nameless("main menu")
    keyboard.press("Escape")
    keyboard.press("ctrl+k")
    search = desk.find(name("Search Everything"), "dialog")
    keyboard.type(t("About Gaung"))
    desk.find(name("About Gaung"), "list item", root=search)
    keyboard.press("Return")
    desk.gone(name("Search Everything"), "dialog")
    dialog = desk.find(None, "dialog")
    desk.find(exactly("Gaung"), "label", root=dialog)
    no_nameless("about")
    keyboard.press("Escape")
    desk.wait(lambda: not desk.all(None, "dialog"), "the end of about")


@tap.case
def the_screen_is_locked_with_a_pin_and_unlocked():
    keyboard.resize(1280, 800)
    keyboard.press("ctrl+l")
    desk.press(name("_Set a PIN").replace("_", ""), "button")
    dialog = desk.find(name("Set a PIN"), "dialog")
    no_nameless("set a PIN")
    keyboard.type("2468")
    keyboard.press("Tab", "Tab")
    keyboard.type("2468")
    keyboard.press("Return")
    del dialog
    desk.find(name("Gaung Is Locked"))
    no_nameless("the lock")
    assert not desk.all(name("Complaints")), "the desk can be seen"
    keyboard.type("1111")
    keyboard.press("Return")
    desk.find(name("This PIN is not right."))
    keyboard.press("ctrl+a")
    keyboard.type("2468")
    keyboard.press("Return")
    desk.gone(name("Gaung Is Locked"))
    desk.find(name("Complaints"), "list")


@tap.case
def another_workspace_opens_in_a_window_of_its_own():
    other = f"{stage.directory.name}/other"
    Ctl(ctl.program, other).run("sample", "--complaints", "5", "--seed", "3")
    for workspace, windows in ((other, 2), (other, 2), (stage.workspace, 2)):
        subprocess.run([stage.program, "--workspace", workspace], check=True, timeout=60)
        desk.wait(lambda n=windows: len(desk.all(role="frame")) == n, f"{windows} windows")
    keyboard.press("ctrl+q")
    desk.wait(lambda: desk.process.poll() is not None, "the end of the program")
    assert desk.process.returncode == 0, desk.process.returncode


sys.exit(tap.run(on_failure=lambda: desk.tree() if desk.process.poll() is None else "gaung has ended"))
