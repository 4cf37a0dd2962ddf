"""Commands that belong together, as `make run` starts them; each is a small Python of its own."""

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from config.settings import BASE_DIR

# Both tell their number, in one piece; one waits to be ended
LASTING = 'import os, signal; os.write(1, b"%d\\n" % os.getpid()); signal.pause()'
ENDING = 'import os, sys; os.write(1, b"%d\\n" % os.getpid()); sys.exit({})'


def python(code: str) -> str:
    return shlex.join([sys.executable, "-c", code])


@contextmanager
def started(*codes: str) -> Iterator[subprocess.Popen[str]]:
    """Start Python commands together; end what a failed test would leave behind."""
    command = [sys.executable, "-m", "scripts.together", *(python(code) for code in codes)]
    with subprocess.Popen(command, cwd=BASE_DIR, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - this test's own
        try:
            yield process
        finally:
            process.kill()


def numbers(process: subprocess.Popen[str], count: int) -> list[int]:
    """Wait for the numbers of so many commands."""
    assert process.stdout is not None
    return [int(process.stdout.readline()) for _number in range(count)]


def rest(process: subprocess.Popen[str]) -> str:
    """Wait until nobody holds the output any more: all commands have ended."""
    assert process.stdout is not None
    return process.stdout.read()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_all_end_when_they_are_asked_to(number: signal.Signals) -> None:
    with started(LASTING, LASTING) as process:
        children = numbers(process, 2)
        process.send_signal(number)
        assert (rest(process), process.wait()) == ("", 0)
        assert [is_alive(child) for child in children] == [False, False]


@pytest.mark.parametrize(("code", "ends_with"), [(3, 3), (0, 1)])
def test_all_end_when_one_ends(code: int, ends_with: int) -> None:
    with started(LASTING, ENDING.format(code)) as process:
        assert (len(rest(process).splitlines()) in (1, 2), process.wait()) == (True, ends_with)


@pytest.mark.parametrize("which", [0, 1])
def test_all_end_when_one_is_killed(which: int) -> None:
    with started(LASTING, LASTING) as process:
        os.kill(numbers(process, 2)[which], signal.SIGKILL)
        assert (rest(process), process.wait()) == ("", signal.SIGKILL)


@pytest.mark.skipif(sys.platform != "linux", reason="only this kernel can be asked for it")
def test_nobody_is_left_when_the_starter_is_killed() -> None:
    with started(LASTING, LASTING) as process:
        numbers(process, 2)
        process.kill()
        assert rest(process) == ""


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
