# SPDX-License-Identifier: GPL-3.0-or-later
"""The first minutes, by names and keys alone: where to work, who one is, and the desk that opens."""
import re
import sys

from desk import Desk, Keyboard, Missing, Pointer
from stage import Stage, Tap

stage = Stage(sys.argv[1], sys.argv[2], complaints=1)
t, tap = stage.t, Tap()
# Without a workspace: nothing has been opened here yet.
desk = Desk(stage.program)
keyboard = Keyboard(desk.process.pid)
pointer = Pointer(keyboard)


def name(text, context=None):
    return f"^{re.escape(t(text, context))}$"


def no_nameless(view):
    try:
        desk.wait(lambda: not desk.nameless(), "")
    except Missing:
        raise AssertionError(f"{view}: " + "; ".join(desk.nameless())) from None


@tap.case
def the_three_ways_have_names():
    desk.find(name("Try It With a Sample"), "list item")
    desk.find(name("Work on This Computer Only"), "list item")
    assert desk.all(name("Connect to the City's Server"), "list item"), "the third way"
    no_nameless("welcome")


@tap.case
def at_360_px_too():
    keyboard.resize(360, 720)
    desk.find(name("Try It With a Sample"), "list item")
    no_nameless("welcome, narrow")


@tap.case
def who_one_is_is_asked_by_name():
    pointer.click(desk.find(name("Work on This Computer Only"), "list item"))
    desk.find(name("Your name"), "text")
    no_nameless("this computer only")


@tap.case
def a_workspace_opens():
    desk.wait(lambda: (desk.focused() or desk.app).get_name() == t("Your name"), "the focus in the name")
    keyboard.type("Sri Rahayu")
    desk.press(name("_Begin").replace("_", ""), "button")
    desk.find(name("Home"), "grouping")
    no_nameless("home of a new workspace")


@tap.case
def nothing_waits_there():
    desk.find(name("Nothing Waits for You"))


@tap.case
def the_list_says_that_it_is_empty():
    keyboard.press("alt+2")
    desk.find("^(" + "|".join(re.escape(t(text)) for text in (
        "Nothing waits for you", "Your agency holds no complaint", "No complaints yet")) + ")$")
    no_nameless("an empty list")


@tap.case
def ctrl_q_ends_the_program():
    keyboard.press("ctrl+q")
    desk.wait(lambda: desk.process.poll() is not None, "the end of the program")
    assert desk.process.returncode == 0, desk.process.stderr.read()


sys.exit(tap.run(on_failure=lambda: desk.tree() if desk.process.poll() is None else "gaung has ended"))
