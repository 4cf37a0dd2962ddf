"""The project's settings, for mypy: django-stubs cannot follow modeltranslation's managers.

It reads the models at run time, where modeltranslation has put managers of its own making.
"""

import os

os.environ.setdefault("AJAR_ENVIRONMENT", "test")

from config.settings import *  # noqa: F403 - the name of the environment comes first

INSTALLED_APPS = [app for app in INSTALLED_APPS if app != "modeltranslation"]  # noqa: F405
