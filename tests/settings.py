"""The project's settings, for tests: the environment is named before they are read."""

import os

os.environ.setdefault("AJAR_ENVIRONMENT", "test")

from config.settings import *  # noqa: E402, F403 - the name of the environment comes first
