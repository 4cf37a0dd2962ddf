"""The project's settings, for tests: the environment is named before they are read."""

import os

os.environ.setdefault("AJAR_ENVIRONMENT", "test")

from config.settings import *  # noqa: F403 - the name of the environment comes first
from config.settings import DATABASES, VAR_DIR

# An empty directory, as in a fresh clone: each test client would list the files that `make run`
# has collected.
STATIC_ROOT = VAR_DIR / "test-static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as in production: an in-memory database is one connection for all threads.
    # Named after the run, so that two runs at a time keep out of each other's way.
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID") or str(os.getpid())
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / f"test-{run[:8]}.sqlite3"}
    # Tests have no power cuts to survive, and rows without an order come as they never did before:
    # PostgreSQL promises none either.
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA reverse_unordered_selects=ON;"
    )
# Nor passwords to protect: a slow hash would only make signing in slow.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
