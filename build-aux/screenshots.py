# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes the pictures of one size and one style; started by screenshots.sh.

screenshots.py BUILD OUT SUFFIX [VIEW...]

Finds everything by its name, like the tests of tests/a11y, whose means it uses.
"""
import re
import subprocess
import sys
import tempfile
import time

from desk import Ctl, Desk, Keyboard, Missing, Pointer
from gettext import translation

BUILD, OUT, SUFFIX, *WANTED = sys.argv[1:]
PREFIX = f"{BUILD}/prefix"
NARROW = SUFFIX.endswith("narrow")
WIDTH, HEIGHT = (360, 720) if NARROW else (1280, 800)
# Where nothing can be seen through, a window draws a frame around itself. It is not in the picture.
FRAME = 5
WORDS = translation("gaung", f"{PREFIX}/share/locale", ["id"])


def t(text, context=None):
    return "^" + re.escape(WORDS.pgettext(context, text) if context else WORDS.gettext(text)) + "$"


def settle():
    """Until two pictures in a row are the same: nothing moves any more."""
    before = None
    for _ in range(60):
        time.sleep(0.3)
        now = subprocess.run(["import", "-silent", "-window", "root", "rgb:-"], capture_output=True,
                             check=True, timeout=60).stdout
        if now == before:
            return
        before = now


def take(name):
    settle()
    subprocess.run(["import", "-silent", "-window", "root", "-crop", f"{WIDTH}x{HEIGHT}+{FRAME}+{FRAME}", "+repage",
                    "-strip", f"{OUT}/{name}-{SUFFIX}.png"], check=True, timeout=60)
    print(name, flush=True)


class Screen:
    """The program on a fresh sample workspace; narrow ones show one column at a time."""

    running = None

    def __init__(self, workspace, *arguments):
        Screen.running = None
        self.desk = Desk(f"{PREFIX}/bin/gaung", *(["--workspace", workspace] if workspace else []), *arguments)
        Screen.running = self.desk.process
        self.keyboard = Keyboard(self.desk.process.pid)
        self.keyboard.resize(WIDTH + 2 * FRAME, HEIGHT + 2 * FRAME)
        # No row looks as if somebody pointed at it.
        subprocess.run(["xdotool", "mousemove", "0", "0"], check=True, timeout=20)

    def dialog(self, press, title, name):
        press()
        self.desk.find(title, "dialog")
        take(name)
        self.keyboard.press("Escape")
        self.desk.gone(title, "dialog")


VIEWS = {}


def view(function):
    VIEWS[function.__name__.replace("_", "-")] = function
    return function


@view
def home(workspace, _record):
    screen = Screen(workspace)
    screen.desk.find(t("Home"), "grouping")
    take("home")


@view
def complaints(workspace, _record):
    screen = Screen(workspace, "--area", "complaints")
    screen.desk.find(t("Complaints"), "list")
    take("complaints")


@view
def complaint(workspace, record):
    screen = Screen(workspace, "--area", "complaints", "--record", record["_id"])
    screen.desk.find("^" + record["ref"] + "$", "grouping")
    take("complaint")


@view
def note(workspace, record):
    screen = Screen(workspace, "--area", "complaints", "--record", record["_id"])
    screen.desk.find("^" + record["ref"] + "$", "grouping")
    voice = t("Internal", "voice") if NARROW else t("Internal note")
    screen.desk.act(screen.desk.find(voice, "radio button"))
    screen.desk.type(t("Internal note"), "Sudah ditelepon, menunggu foto dari pelapor.", role="text")
    take("note")


def verdict(name, text):
    def show(workspace, record):
        screen = Screen(workspace, "--area", "complaints", "--record", record["_id"])
        screen.desk.find("^" + record["ref"] + "$", "grouping")
        screen.desk.press(t(text, "verdict"), "button")
        screen.desk.find(None, "dialog")
        take(name)
    VIEWS[name] = show


verdict("hand-over", "Hand Over")
verdict("postpone", "Postpone")
verdict("archive", "Archive")


@view
def quick_entry(workspace, _record):
    screen = Screen(workspace, "--area", "complaints")
    screen.desk.find(t("Complaints"), "list")
    screen.dialog(lambda: screen.keyboard.press("ctrl+n"), t("New Complaint"), "quick-entry")


@view
def search(workspace, _record):
    screen = Screen(workspace)
    screen.desk.find(t("Home"), "grouping")
    screen.keyboard.press("ctrl+k")
    screen.desk.find(t("Search Everything"), "dialog")
    screen.keyboard.type("lampu")
    screen.desk.find("ampu", "list item", root=screen.desk.find(t("Search Everything"), "dialog"))
    take("search")


@view
def preferences(workspace, _record):
    screen = Screen(workspace)
    screen.desk.find(t("Home"), "grouping")
    screen.dialog(lambda: screen.keyboard.press("ctrl+comma"), t("Preferences"), "preferences")


@view
def shortcuts(workspace, _record):
    screen = Screen(workspace)
    screen.desk.find(t("Home"), "grouping")
    screen.dialog(lambda: screen.keyboard.press("ctrl+question"), t("Keyboard Shortcuts"), "shortcuts")


@view
def welcome(_workspace, _record):
    screen = Screen(None)
    screen.desk.find(t("Welcome to Gaung"))
    take("welcome")


STAGED = set()


def staged(function):
    """On a workspace of a city server after a morning, while the line is down."""
    view(function)
    STAGED.add(function.__name__.replace("_", "-"))
    return function


@staged
def outbox(workspace, _record):
    screen = Screen(workspace, "--area", "complaints")
    screen.desk.find(t("Complaints"), "list")
    screen.dialog(lambda: screen.keyboard.press("ctrl+shift+o"), t("Outbox"), "outbox")


@staged
def receipts(workspace, _record):
    screen = Screen(workspace, "--area", "complaints")
    screen.desk.find(t("Complaints"), "list")
    screen.dialog(lambda: screen.keyboard.press("ctrl+shift+b"), t("Receipt Book"), "receipts")


@staged
def clash(workspace, _record):
    screen = Screen(workspace, "--area", "complaints")
    screen.desk.find(t("Complaints"), "list")
    screen.keyboard.press("ctrl+shift+k")
    screen.desk.find(t("Clashing Changes"), "dialog")
    settle()
    screen.keyboard.press("2")
    take("clash")


@staged
def server(workspace, _record):
    screen = Screen(workspace)
    screen.desk.find(t("Home"), "grouping")
    screen.keyboard.press("ctrl+k")
    screen.desk.find(t("Search Everything"), "dialog")
    screen.keyboard.type(WORDS.gettext("Metered networks and saving power"))
    settle()
    screen.keyboard.press("Return")
    screen.desk.find(t("Account"))
    take("server")


@view
def connect(_workspace, _record):
    screen = Screen(None)
    screen.desk.find(t("Welcome to Gaung"))
    Pointer(screen.keyboard).click(screen.desk.find(t("Connect to the City's Server"), "list item"))
    screen.desk.find(t("Address of the server"))
    take("connect")


WITHOUT_WORKSPACE = {"welcome", "connect"}


def main():
    failed = []
    for name, show in VIEWS.items():
        if WANTED and name not in WANTED:
            continue
        with tempfile.TemporaryDirectory(prefix="gaung-screenshot-") as directory:
            workspace = f"{directory}/workspace"
            ctl = Ctl(f"{PREFIX}/bin/gaungctl", workspace)
            if name in STAGED:
                subprocess.run([f"{BUILD}/tests/ui/sync-stage", workspace], check=True, timeout=120,
                               stdout=subprocess.DEVNULL)
            elif name not in WITHOUT_WORKSPACE:
                ctl.run("sample", "--complaints", "100", "--seed", "1", "--now", "2026-11-24T09:41:00+07:00")
            records = ctl.records("type:complaint", "state:new", "--sort", "rank") \
                if name not in WITHOUT_WORKSPACE | STAGED else [None]
            record = next((r for r in records if r and "paspor" in r["title"]), records[0])
            try:
                show(workspace, record)
            except Missing as missing:
                failed.append(f"{name}: {missing}")
            # The next one must be a process of its own.
            if Screen.running is not None:
                Screen.running.terminate()
                Screen.running.wait(30)
    for line in failed:
        print(line, file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
