"""Run several commands that belong together: when one ends, or Ctrl-C is pressed, all end."""

import ctypes
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Sequence
from types import FrameType

PATIENCE = 30
PR_SET_PDEATHSIG = 1


def run(commands: Sequence[str]) -> int:
    """Run the commands until one of them ends; end the others, and return the first one's code.

    A signal to end, which a terminal sends to all of them, counts as a good end: 0.
    """
    asked: list[int] = []

    def ask(number: int, _frame: FrameType | None) -> None:
        asked.append(number)
        for child in children:
            _end(child)

    children: list[subprocess.Popen[bytes]] = []
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, ask)
    for command in commands:
        children.append(_start(command))
        if asked:
            _end(children[-1])
    pid, status = os.wait()
    code = os.waitstatus_to_exitcode(status)
    for child in children:
        if child.pid == pid:
            child.returncode = code
        elif not asked:
            # Who is asked twice stops at once, be it in the middle of a mail
            _end(child)
    for child in children:
        _wait(child)
    return 0 if asked else abs(code) or 1


def _start(command: str) -> subprocess.Popen[bytes]:
    """Start a command in a group of its own, so that Ctrl-C reaches it once: from here."""
    return subprocess.Popen(  # noqa: S603 - the Makefile's own; there are no threads
        shlex.split(command),
        process_group=0,
        preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 - no threads here
    )


def _end_with_parent() -> None:
    """Let the kernel end this process when its parent is killed, which can do nothing itself."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _end(child: subprocess.Popen[bytes]) -> None:
    if child.returncode is None:
        child.terminate()


def _wait(child: subprocess.Popen[bytes]) -> None:
    """Wait for a child to end what it is at; after PATIENCE seconds, end it."""
    try:
        child.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
