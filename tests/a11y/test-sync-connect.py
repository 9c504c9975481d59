#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the first start to signing out, against a city server on the loopback: connecting, the first pull, a complaint that
arrives, its receipt, and leaving with the workspace kept and wiped.

test-sync-connect.py BUILD PREFIX
"""
import re
import subprocess
import sys

from desk import Desk, Keyboard, Pointer
from stage import Stage, Tap

BUILD, PREFIX = sys.argv[1:]
stage = Stage(BUILD, PREFIX, complaints=1)
t, tap = stage.t, Tap()
server = subprocess.Popen([f"{BUILD}/tests/ui/city-stage"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
address, account, password = server.stdout.readline().split()
desk = Desk(stage.program)
keyboard = Keyboard(desk.process.pid)
pointer = Pointer(keyboard)
TITLE = "Lampu jalan padam di Jl. Kapten Mulyadi"


def label(text, context=None):
    """A name as people hear it: without the mark of its key."""
    return "^" + re.escape(t(text, context).replace("_", "")) + "$"


def assert_named(view):
    desk.wait(lambda: not desk.nameless(), f"a name for all in {view}: " + "; ".join(desk.nameless()))


def count_documents():
    """Of the agency, on the server."""
    server.stdin.write("\n")
    server.stdin.flush()
    return int(server.stdout.readline())


@tap.case
def the_form_is_filled_in():
    pointer.click(desk.find(label("Connect to the City's Server"), "list item"))
    desk.type(label("Address of the server"), address)
    desk.type(label("Account"), account)
    desk.type(label("Password"), password)
    assert_named("the form")
    desk.press(label("_Continue"), "button")


@tap.case
def every_step_of_the_trial_passes():
    for step in ("Address", "Sign-in", "Rights", "Clock"):
        desk.find("^" + re.escape(f"{t(step)}, {t("in order")}."), "list item")
    assert_named("the trial")
    desk.press(label("_Continue"), "button")


@tap.case
def who_one_is_is_asked():
    desk.type(label("Your name"), "Sri Lestari")
    assert_named("who you are")
    desk.press(label("_Connect"), "button")


@tap.case
def the_desk_opens_and_has_fetched_all():
    desk.find(label("Home"), "grouping")
    desk.find("^" + re.escape(t("All sent")))


@tap.case
def a_complaint_is_written():
    keyboard.press("alt+2")
    desk.press(label("New complaint"), "button")
    dialog = desk.find(label("New Complaint"), "dialog")
    desk.type(label("What is told"), "Tiga tiang padam sejak kemarin malam.", role="text", root=dialog)
    desk.type(label("Title"), TITLE, role="text", root=dialog)
    desk.press(label("Register"), "button", root=dialog)
    desk.gone(label("New Complaint"), "dialog")


@tap.case
def it_arrives_on_the_server():
    desk.wait(lambda: count_documents() > 0, "a document on the server")
    desk.find("^" + re.escape(t("All sent")))


@tap.case
def its_receipt_is_in_the_book():
    keyboard.press("ctrl+shift+b")
    desk.find(label("Receipt Book"), "dialog")
    desk.find("^" + re.escape(TITLE), "list item")
    assert_named("the receipt book")
    keyboard.press("Escape")
    desk.gone(label("Receipt Book"), "dialog")


@tap.case
def nothing_is_left_in_the_outbox():
    keyboard.press("ctrl+shift+o")
    desk.find(label("Everything Is Sent"))
    keyboard.press("Escape")
    desk.gone(label("Outbox"), "dialog")


def choose_in_preferences(text):
    keyboard.press("ctrl+comma")
    pointer.click(desk.find(label("City Server"), "list item"))
    pointer.click(desk.find(label(text), "button"))


def sign_out(answer):
    choose_in_preferences("Sign _Out…")
    desk.press(label(answer), "button")


@tap.case
def signing_out_keeps_the_records():
    sign_out("_Keep the Records Here")
    desk.find("^" + re.escape(t("Not connected")))
    desk.find(re.escape(TITLE))


@tap.case
def signing_in_again_goes_on():
    choose_in_preferences("Sign _In Anew…")
    dialog = desk.find(label("Sign In"), "dialog")
    desk.type(label("Password"), password, root=dialog)
    desk.press(label("Sign In"), "button", root=dialog)
    desk.gone(label("Sign In"), "dialog")
    desk.find("^" + re.escape(t("All sent")))


@tap.case
def signing_out_wipes_the_records():
    before = count_documents()
    sign_out("_Wipe This Computer")
    desk.find(label("Try It With a Sample"), "list item")
    assert not desk.all(re.escape(TITLE)), "nothing of it shows"
    assert count_documents() == before, "the server keeps it"


@tap.case
def the_program_ends():
    keyboard.press("ctrl+q")
    desk.wait(lambda: desk.process.poll() is not None, "the end of the program")
    assert desk.process.returncode == 0, desk.process.stderr.read()
    server.stdin.close()
    assert server.wait(timeout=20) == 0


sys.exit(tap.run(on_failure=lambda: desk.tree() if desk.process.poll() is None else "gaung has ended"))
