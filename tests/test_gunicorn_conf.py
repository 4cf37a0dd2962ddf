"""The settings of the server, tried with the server."""

import os
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from socket import socket
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
SERVED = 3
PATIENCE = 60
_together = threading.Barrier(SERVED)


def meet(_environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Answer, as a WSGI application, when others are being answered at the same time."""
    start("200 OK", [("Content-Type", "text/plain")])
    yield b"here"
    _together.wait(timeout=PATIENCE)
    yield b" and there"


@pytest.fixture
def server() -> Iterator[str]:
    """One worker; the socket is handed over, so that it takes connections from the start."""
    with socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        number = listening.fileno()
        command = [sys.executable, "-m", "gunicorn", f"{__name__}:meet", "--workers", "1"]
        running = subprocess.Popen(  # noqa: S603 - our own
            [*command, "--bind", f"fd://{number}"],
            cwd=ROOT,
            pass_fds=[number],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        running.terminate()
        running.wait(PATIENCE)


def get(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=PATIENCE) as response:  # noqa: S310 - our own
        content: bytes = response.read()
    return content


def test_long_responses_leave_room_for_others(server: str) -> None:
    with ThreadPoolExecutor(SERVED) as browsers:
        said = list(browsers.map(get, [server] * SERVED))
    assert said == [b"here and there"] * SERVED
