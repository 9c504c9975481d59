# SPDX-License-Identifier: GPL-3.0-or-later
"""A clerk's morning, by names alone: every view is walked, no control may be without a name, and what
is done in the window must be found by gaungctl in the store."""
import re
import sys

from desk import Keyboard, Missing, Pointer
from stage import Stage, Tap

stage = Stage(sys.argv[1], sys.argv[2])
# A public reply is held back as long as it can be undone.
stage.set("undo-seconds", "15")
t, ctl, tap = stage.t, stage.ctl, Tap()

fresh = ctl.records("type:complaint", "state:new", "--sort", "oldest")
verify_me, hand_over_me, postpone_me, archive_me = fresh[:4]
desk = stage.start()
keyboard = Keyboard(desk.process.pid)
pointer = Pointer(keyboard)


def exactly(text):
    return f"^{re.escape(text)}$"


def button(text, context=None):
    return exactly(t(text, context))


def state_of(record):
    return ctl.get(record["_id"])["record"]["state"]


def entries_of(record, kind):
    return [e for e in ctl.get(record["_id"])["entries"] if e["kind"] == kind]


def open_record(record):
    """As a clerk does: the reference into the search field, then a click on the only row."""
    desk.type(button("Search complaints"), record["ref"])
    row = desk.find(re.escape(record["ref"]), "list item")
    desk.wait(lambda: len(desk.all(r"[0-9A-Z]{4}-[0-9A-Z]{4}", "list item", root=complaint_list())) == 1,
              f"{record['ref']} alone in the list")
    row = desk.find(re.escape(record["ref"]), "list item")
    pointer.click(row)
    desk.find(exactly(record["title"]), "label", root=desk.find(exactly(record["ref"]), "grouping"))


def complaint_list():
    return desk.find(button("Complaints"), "list")


def no_nameless(view):
    # A row that has just come into sight gets its text with the next frame.
    try:
        desk.wait(lambda: not desk.nameless(), "")
    except Missing:
        raise AssertionError(f"{view}: " + "; ".join(desk.nameless())) from None


def open_dialog(press, title):
    """Opens it, looks for controls without a name, leaves it open."""
    press()
    found = desk.find(title, "dialog")
    no_nameless(title)
    return found


def close_dialog(title):
    keyboard.press("Escape")
    desk.gone(title, "dialog")


@tap.case
def the_home_page_names_all_its_controls():
    desk.find(button("Home"), "list item")
    desk.find(button("Complaints"), "list item")
    no_nameless("home")


@tap.case
def the_desk_names_all_its_controls():
    pointer.click(desk.find(button("Complaints"), "list item"))
    complaint_list()
    desk.act(desk.find("^" + re.escape(t("All", "scope")), "radio button"))
    no_nameless("complaints")


@tap.case
def every_control_of_the_desk_is_found_by_its_name():
    open_record(verify_me)
    for role, text, context in [
            ("entry", "Search complaints", None),
            ("toggle button", "Filter", None),
            ("toggle button", "Saved filters", None),
            ("toggle button", "Sort", None),
            ("button", "New complaint", None),
            ("button", "Search Everything", None),
            ("toggle button", "Main Menu", None),
            ("toggle button", "State of the workspace", None),
            ("button", "Verify", "verdict"),
            ("button", "Hand Over", "verdict"),
            ("button", "Postpone", "verdict"),
            ("button", "Archive", "verdict"),
            ("button", "Show", None),
            ("button", "Previous complaint", None),
            ("button", "Next complaint", None),
            ("toggle button", "More actions", None),
            ("radio button", "Public reply", None),
            ("radio button", "Internal note", None),
            ("toggle button", "Insert a template", None),
            ("button", "Attach a file", None),
    ]:
        desk.find(button(text, context), role)
    for group in ("Whose complaints", "Deadline", "Who will read it"):
        desk.find(button(group), "grouping")
    desk.find(button("History"), "list")
    days = desk.all(r"\d+/\d+: .", "button")
    assert len(days) >= 7, f"{len(days)} day boxes with a sentence"
    no_nameless("a complaint")


@tap.case
def verifying_is_one_press():
    desk.press(button("Verify", "verdict"), "button")
    desk.wait(lambda: state_of(verify_me) == "verified", "the verdict in the store")
    assert entries_of(verify_me, "state")[-1]["to_state"] == "verified"


@tap.case
def a_note_stays_inside():
    desk.act(desk.find(button("Internal note"), "radio button"))
    desk.type(button("Internal note"), "Sudah ditelepon, menunggu foto.", role="text")
    desk.press(button("Save internal note"), "button")
    desk.wait(lambda: entries_of(verify_me, "note"), "the note in the store")
    note = entries_of(verify_me, "note")[-1]
    assert note["text"] == "Sudah ditelepon, menunggu foto.", note
    assert not [e for e in entries_of(verify_me, "reply") if "menunggu foto" in e["text"]]


@tap.case
def a_public_reply_is_sent_when_it_can_no_longer_be_undone():
    desk.act(desk.find(button("Public reply"), "radio button"))
    desk.type(button("Public reply"), "Terima kasih, Bapak/Ibu. Laporan kami terima.", role="text")
    desk.press(button("Send public reply"), "button")
    desk.wait(lambda: entries_of(verify_me, "reply"), "the reply in the store")
    reply = entries_of(verify_me, "reply")[-1]
    assert reply["text"] == "Terima kasih, Bapak/Ibu. Laporan kami terima.", reply


@tap.case
def showing_the_reporter_is_written_down():
    assert not entries_of(verify_me, "reveal")
    desk.press(button("Show"), "button")
    desk.wait(lambda: entries_of(verify_me, "reveal"), "the reveal in the history")
    row = desk.find(button("Reporter"), "list item")
    desk.wait(lambda: not any("•" in (n.get_name() or "") for n in desk.nodes(row)), "the name, unmasked")


@tap.case
def handing_over_names_the_agency():
    open_record(hand_over_me)
    title = button("Hand Over")
    dialog = open_dialog(lambda: desk.press(button("Hand Over", "verdict"), "button"), title)
    keyboard.type("dishub")
    desk.find("Dinas Perhubungan", "list item", root=dialog)
    desk.press(button("Hand Over", "verdict"), "button", root=dialog)
    desk.gone(title, "dialog")
    desk.wait(lambda: state_of(hand_over_me) == "disposed", "the disposition in the store")
    assert ctl.get(hand_over_me["_id"])["record"]["agency"] == "dishub"
    assert entries_of(hand_over_me, "disposition")[-1]["to_agency"] == "dishub"


@tap.case
def postponing_asks_until_when_and_why():
    open_record(postpone_me)
    title = button("Postpone", "verdict")
    dialog = open_dialog(lambda: desk.press(title, "button"), title)
    desk.type(button("Reason"), "Menunggu data kelurahan.", role="text", root=dialog)
    desk.press(title, "button", root=dialog)
    desk.gone(title, "dialog")
    desk.wait(lambda: entries_of(postpone_me, "postpone"), "the postponement in the store")
    entry = entries_of(postpone_me, "postpone")[-1]
    assert entry["reason"] == "Menunggu data kelurahan." and entry["until"], entry
    desk.find(button("Resume", "verdict"), "button")


@tap.case
def archiving_can_be_undone():
    open_record(archive_me)
    title = button("Archive", "verdict")
    dialog = open_dialog(lambda: desk.press(title, "button"), title)
    pointer.click(desk.find(button("Too general"), {"radio button", "check box"}, root=dialog))
    desk.press(title, "button", root=dialog)
    desk.gone(title, "dialog")
    desk.wait(lambda: state_of(archive_me) == "archived", "the archived complaint in the store")
    # By key: the button in the message goes away before a busy machine has walked the tree.
    keyboard.press("ctrl+z")
    desk.wait(lambda: state_of(archive_me) == "new", "the complaint as it was")


@tap.case
def a_complaint_by_telephone_is_entered():
    before = int(ctl.run("query", "--count", "type:complaint"))
    title = button("New Complaint")
    dialog = open_dialog(lambda: desk.press(button("New complaint"), "button"), title)
    desk.type(button("What is told"), "Lampu jalan di depan balai RW padam tiga malam.", role="text", root=dialog)
    desk.type(button("Title"), "Lampu balai RW padam", role="text", root=dialog)
    desk.press(button("Register"), "button", root=dialog)
    desk.gone(title, "dialog")
    desk.wait(lambda: int(ctl.run("query", "--count", "type:complaint")) == before + 1, "one complaint more")
    newest = ctl.records("type:complaint", "--sort", "newest", "--limit", "1")[0]
    assert newest["title"] == "Lampu balai RW padam", newest["title"]
    assert newest["text"] == "Lampu jalan di depan balai RW padam tiga malam."


@tap.case
def the_search_over_everything_finds_it():
    title = button("Search Everything")
    dialog = open_dialog(lambda: desk.press(title, "button"), title)
    keyboard.type("balai RW padam")
    desk.find("Lampu balai RW padam", "list item", root=dialog)
    no_nameless("search results")
    keyboard.press("Return")
    desk.gone(title, "dialog")
    desk.find(exactly("Lampu balai RW padam"), "label")


@tap.case
def the_list_search_says_when_nothing_is_found():
    desk.type(button("Search complaints"), "zzzzqqq")
    desk.find("^(" + re.escape(t("Nothing found here")) + "|" + re.escape(t("Nothing found")) + ")", None)
    no_nameless("nothing found")
    desk.type(button("Search complaints"), "")


@tap.case
def preferences_shortcuts_and_about_name_their_controls():
    for keys, title in ((["ctrl+comma"], button("Preferences")),
                        (["ctrl+question"], button("Keyboard Shortcuts"))):
        open_dialog(lambda: keyboard.press(*keys), title)  # pylint: disable=cell-var-from-loop
        close_dialog(title)
    desk.press(button("Main Menu"), "toggle button")
    desk.find(None, "menu item")
    no_nameless("main menu")
    keyboard.press("Escape")


@tap.case
def closing_ends_the_program_without_a_word_of_blame():
    errors = [line for line in desk.close().splitlines()
              if ("CRITICAL" in line or "WARNING" in line) and "dbind" not in line]
    assert not errors, errors


@tap.case
def the_store_is_sound_afterwards():
    ctl.run("check")


sys.exit(tap.run(on_failure=lambda: desk.tree() if desk.process.poll() is None else "gaung has ended"))
