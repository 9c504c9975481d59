# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the installed Gaung from outside, as a screen reader or a keyboard does.

Desk starts the program on a workspace and finds its controls by role and accessible name through
AT-SPI; Keyboard types through the X server; Ctl asks gaungctl what really happened. Nothing here
knows widgets, ids or positions: what cannot be found by its name does not exist for this test.
"""
import json
import re
import subprocess
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = 60  # seconds until something that must come is given up; nothing is judged by its speed

# What people act on. Each must have a name.
CONTROLS = {
    "button", "toggle button", "check box", "radio button", "switch", "entry", "text",
    "password text", "spin button", "combo box", "slider", "link", "list item", "list box", "list",
    "menu item", "check menu item", "radio menu item", "page tab", "tree item", "table row",
    "search box", "grid cell",
}
# Containers that may take the focus only to pass it on.
PASS_ON = {"scroll pane", "list", "list box", "frame", "panel", "filler", "grouping", "viewport", "dialog", "window",
           "application", "alert", "notification", "section", "tool bar"}


class Missing(AssertionError):
    pass


def describe(node):
    return f"{node.get_role_name()} “{node.get_name()}”"


class Desk:
    def __init__(self, program, *arguments, env=None):
        Atspi.init()
        self.process = subprocess.Popen([program, *arguments], env=env,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.app = self.wait(self._find_app, "the program on the accessibility bus")
        self.app.set_cache_mask(Atspi.Cache.NONE)

    def _find_app(self):
        if self.process.poll() is not None:
            raise Missing(f"gaung ended with status {self.process.returncode}: {self.process.stderr.read()}")
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if child is not None and child.get_process_id() == self.process.pid:
                return child
        return None

    def close(self):
        """Closes the window and waits until the program has ended by itself. What it said on standard
        error."""
        frame = self.all(role="frame")[0]
        for index in range(frame.get_n_actions()):
            if Atspi.Action.get_action_name(frame, index) == "window.close":
                try:
                    frame.do_action(index)
                except GLib.Error:  # it may be gone before it answers
                    pass
                break
        try:
            _, errors = self.process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()
            raise Missing("gaung did not end when its window was closed") from None
        if self.process.returncode:
            raise Missing(f"gaung ended with status {self.process.returncode}: {errors}")
        return errors

    @staticmethod
    def wait(probe, what):
        """Until @probe gives something; what it gave."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                found = probe()
            except GLib.Error:  # a node that went away while it was looked at
                found = None
            if found:
                return found
            if time.monotonic() > end:
                raise Missing(f"not there: {what}")
            time.sleep(0.05)

    def nodes(self, root=None, hidden=False):
        """Every node that shows, top down."""
        pending = [root or self.app]
        while pending:
            node = pending.pop(0)
            try:
                states = node.get_state_set()
                if not hidden and node != self.app and not states.contains(Atspi.StateType.SHOWING):
                    continue
                yield node
                children = [node.get_child_at_index(i) for i in range(node.get_child_count())]
            except GLib.Error:
                continue
            pending[:0] = [child for child in children if child is not None]

    def all(self, name=None, role=None, root=None):
        pattern = re.compile(name) if isinstance(name, str) else name
        roles = {role} if isinstance(role, str) else role
        result = []
        for node in self.nodes(root):
            try:
                if roles and node.get_role_name() not in roles:
                    continue
                if pattern and not pattern.search(node.get_name() or ""):
                    continue
                result.append(node)
            except GLib.Error:
                continue
        return result

    def find(self, name, role=None, root=None):
        """The first that shows, is sensitive, and whose name matches the regular expression."""
        def probe():
            for node in self.all(name, role, root):
                if node.get_state_set().contains(Atspi.StateType.SENSITIVE):
                    return node
            return None
        try:
            return self.wait(probe, f"{role or 'control'} named “{name}”")
        except Missing as missing:
            there = sorted({describe(n) for n in self.nodes(root)
                            if n.get_name() and n.get_role_name() in CONTROLS})
            raise Missing(f"{missing}; there are: " + ", ".join(there)) from None

    def gone(self, name, role=None):
        self.wait(lambda: not self.all(name, role), f"the end of {role or 'control'} “{name}”")

    def press(self, name, role=None, root=None):
        node = self.find(name, role, root)
        self.act(node)
        return node

    def act(self, node):
        for index in range(node.get_n_actions()):
            if Atspi.Action.get_action_name(node, index) in ("click", "activate", "press", "toggle"):
                if not node.do_action(index):
                    raise Missing(f"{describe(node)} did not act")
                return
        raise Missing(f"{describe(node)} has no action")

    def type(self, name, text, role=None, root=None):
        """Sets the text of an editable control."""
        node = self.find(name, role or {"text", "entry", "search box", "password text"}, root)
        target = next((n for n in [node, *self.nodes(node)] if n.is_editable_text()), None)
        if target is None:
            raise Missing(f"{describe(node)} cannot be edited")
        if not target.set_text_contents(text):
            raise Missing(f"{describe(node)} takes no text")
        return target

    def nameless(self, root=None):
        """What can take the focus, and of which a screen reader could say nothing."""
        bad = []
        for node in self.nodes(root):
            try:
                role = node.get_role_name()
                if role in PASS_ON or (node.get_name() or "").strip() or self._is_labelled(node):
                    continue
                if not node.get_state_set().contains(Atspi.StateType.FOCUSABLE):
                    continue
                # The value within a combo box is the toolkit's own; the box says it.
                if any(parent.get_role_name() == "combo box" for parent in self._parents(node)):
                    continue
                # Rows of a long list get their text when they come into sight.
                if role == "list item" and not self._is_in_sight(node):
                    continue
                bad.append(f"{role} in " + " / ".join(self._path(node)))
            except GLib.Error:
                continue
        return bad

    @staticmethod
    def _is_in_sight(node):
        """Does at least half of it show in the list that it is in?"""
        box = node.get_extents(Atspi.CoordType.WINDOW)
        pane = next((p for p in Desk._parents(node) if p.get_role_name() == "scroll pane"), None)
        if pane is None:
            return True
        view = pane.get_extents(Atspi.CoordType.WINDOW)
        shown = min(box.y + box.height, view.y + view.height) - max(box.y, view.y)
        return box.height > 0 and shown >= box.height / 2

    @staticmethod
    def _is_labelled(node):
        """By another node; or, in a menu, by a label at all: GTK 4.18 names the items of its popover
        menus by a relation to their text, but does not show that text to others."""
        is_menu_item = node.get_role_name().endswith("menu item")
        for relation in node.get_relation_set():
            if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY and (
                    is_menu_item or any((relation.get_target(i).get_name() or "").strip()
                                        for i in range(relation.get_n_targets()))):
                return True
        return is_menu_item and Desk._says_something(node, 4)

    @staticmethod
    def _says_something(node, depth):
        children = [node.get_child_at_index(i) for i in range(node.get_child_count())]
        return any((child.get_name() or "").strip() or depth and Desk._says_something(child, depth - 1)
                   for child in children if child is not None)

    @staticmethod
    def _parents(node):
        while node is not None:
            node = node.get_parent()
            if node is not None:
                yield node

    @staticmethod
    def _path(node):
        path = []
        while node is not None and len(path) < 6:
            node = node.get_parent()
            if node is not None and node.get_name():
                path.append(describe(node))
        return path or ["?"]

    def tree(self):
        """For a person who looks for what went wrong."""
        lines = []

        def walk(node, depth):
            try:
                states = node.get_state_set()
                if not states.contains(Atspi.StateType.SHOWING) and node != self.app:
                    return
                focusable = "*" if states.contains(Atspi.StateType.FOCUSABLE) else ""
                if node.get_name() or focusable:
                    lines.append("  " * depth + focusable + describe(node))
                    depth += 1
                for index in range(node.get_child_count()):
                    child = node.get_child_at_index(index)
                    if child is not None:
                        walk(child, depth)
            except GLib.Error:
                return
        walk(self.app, 0)
        return "\n".join(lines)

    def focused(self):
        for node in self.nodes():
            if node.get_state_set().contains(Atspi.StateType.FOCUSED) and node.get_role_name() not in ("frame",):
                return node
        return None


class Pointer:
    """Clicks on what has been found; list rows have no action that AT-SPI could call."""

    def __init__(self, keyboard):
        self.window = keyboard.window

    def click(self, node):
        box = node.get_extents(Atspi.CoordType.WINDOW)
        subprocess.run(["xdotool", "mousemove", "--window", self.window, str(box.x + box.width // 2),
                        str(box.y + box.height // 2), "click", "1"], check=True, timeout=20)


class Keyboard:
    """Types through the X server, into whichever window has the focus."""

    def __init__(self, pid):
        def window():
            out = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(pid)],
                                 capture_output=True, text=True, check=False).stdout.split()
            return out[-1] if out else None
        self.window = Desk.wait(window, "a window of the program")
        # There is no window manager here that would do it.
        subprocess.run(["xdotool", "windowfocus", "--sync", self.window], check=True, timeout=20)

    def resize(self, width, height):
        subprocess.run(["xdotool", "windowmove", self.window, "0", "0",
                        "windowsize", "--sync", self.window, str(width), str(height)],
                       check=False, timeout=20, stderr=subprocess.DEVNULL)

    def press(self, *keys):
        subprocess.run(["xdotool", "key", "--delay", "30", *keys], check=True, timeout=20)

    def type(self, text):
        subprocess.run(["xdotool", "type", "--delay", "10", text], check=True, timeout=60)


class Ctl:
    """gaungctl on a workspace."""

    def __init__(self, program, workspace):
        self.program, self.workspace = program, workspace

    def run(self, *arguments, check=True):
        done = subprocess.run([self.program, "--workspace", self.workspace, *arguments],
                              capture_output=True, text=True, timeout=120, check=False)
        if check and done.returncode:
            raise AssertionError(f"gaungctl {' '.join(arguments)}: status {done.returncode}: {done.stderr}")
        return done.stdout

    def records(self, *arguments):
        return [json.loads(line) for line in self.run("query", "--json", *arguments).splitlines()]

    def get(self, record_id):
        return json.loads(self.run("get", "--json", record_id))
