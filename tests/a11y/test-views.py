# SPDX-License-Identifier: GPL-3.0-or-later
"""Places that the test of the desk does not come to: each page of the preferences, about, the lock, a second
workspace, all of it at 360 px; taking a reply back by its button, and letters that are only letters while
somebody types."""
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
NARROW = 370  # pixels: 360, and the frame that a window has where nothing can be seen through


def name(text, context=None):
    return f"^{re.escape(t(text, context))}$"


def exactly(text):
    return f"^{re.escape(text)}$"


def no_nameless(view, root=None):
    try:
        desk.wait(lambda: not desk.nameless(root), "")
    except Missing:
        raise AssertionError(f"{view}: " + "; ".join(desk.nameless(root))) from None


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
def every_page_of_the_preferences_names_its_controls():
    dialog = open_dialog(["ctrl+comma"], name("Preferences"))
    desk.find(name("Agencies"), "page tab", root=dialog)
    # While all pages but one are still empty: each agency is a row with rows of its own.
    tabs = {node.get_name(): node for node in desk.all(role="page tab", root=dialog)}
    pages = {node.get_name(): node for node in desk.all(role="panel", root=dialog)}
    groups = {"General": "You", "Lock": "Screen Lock", "Alerts": "Quiet Hours", "Agencies": "Agencies and Their Menus",
              "Deadlines": "Calendars"}
    assert {t(page) for page in groups} == set(tabs), sorted(tabs)
    for page, group in groups.items():
        pointer.click(tabs[t(page)])
        desk.find(name(group), "list", root=pages[t(page)])
        no_nameless(f"preferences: {page}", pages[t(page)])
    close_dialog(name("Preferences"))


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
def at_360_px_every_view_names_its_controls():
    keyboard.resize(NARROW, 730)
    keyboard.press("alt+1")
    desk.find(name("Home"), "grouping")
    no_nameless("home, narrow")
    keyboard.press("alt+2")
    # The complaint that was read is over the list.
    desk.find(exactly(first["ref"]), "grouping")
    no_nameless("a complaint, narrow")
    desk.press("^Kembali$", "button")
    desk.find(name("Complaints"), "list")
    assert not desk.all(exactly(first["ref"]), "grouping"), "the complaint is still there"
    no_nameless("the list, narrow")
    keyboard.press("F9")
    desk.find(name("Complaints"), "list item")
    no_nameless("the areas, narrow")
    keyboard.press("alt+2")
    desk.find(name("Complaints"), "list")


@tap.case
def at_360_px_nothing_happens_to_a_complaint_under_the_list():
    before = everything_of(first)
    keyboard.press("slash")
    focus_is(t("Search complaints"))
    keyboard.press("Escape")
    desk.wait(lambda: (desk.focused() or desk.app).get_role_name() == "list item", "the focus in the list")
    keyboard.press("1", "r")
    # What is done after them shows that they have been and gone.
    open_dialog(["ctrl+n"], name("New Complaint"))
    close_dialog(name("New Complaint"))
    assert not desk.all(exactly(first["ref"]), "grouping"), "the complaint came up"
    assert everything_of(first) == before, "something was done to the complaint"


@tap.case
def at_360_px_the_desk_is_driven():
    keyboard.press("ctrl+k")
    desk.find(name("Search Everything"), "dialog")
    keyboard.type(second["ref"])
    desk.find(re.escape(second["ref"]), "list item")
    keyboard.press("Return")
    desk.find(exactly(second["ref"]), "grouping")
    for key, title, field in (("3", name("Postpone", "verdict"), t("Reason")),
                              ("e", name("Correct the Details"), t("Title")),
                              ("2", name("Hand Over", "verdict"), t("Name of the agency"))):
        open_dialog([key], title)
        focus_is(field)
        no_nameless(f"{title}, narrow")
        if key != "2":
            close_dialog(title)
    keyboard.type("dlh")
    desk.find("Dinas Lingkungan Hidup", "list item")
    keyboard.press("Return")
    desk.wait(lambda: ctl.get(second["_id"])["record"]["agency"] == "dlh", "the agency in the store")
    keyboard.press("n")
    focus_is(t("Internal note"))
    keyboard.type("Dari layar sempit.")
    keyboard.press("ctrl+Return")
    desk.wait(lambda: [e for e in ctl.get(second["_id"])["entries"] if e["kind"] == "note"], "the note in the store")
    keyboard.press("Escape")


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
