#!/usr/bin/env python
"""Django's command line, for a workstation unless AJAR_ENVIRONMENT says otherwise."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("AJAR_ENVIRONMENT", "local")
    execute_from_command_line(sys.argv)
