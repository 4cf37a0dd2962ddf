"""The browser of the browser tests: `python -m tests.chromium` makes sure that there is one."""

import os
import shutil
import subprocess
import sys
from typing import Any

# The one without windows first: the pages are the same, and it needs half as long for them
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
# The address bar's lists open with each window, unseen, and cost as much as a small page. Of this
# switch the last one counts, so that what Playwright switches off stands here too.
WITHOUT = (
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    "WebUIOmniboxPopup",
)
ARGUMENTS = (
    f"--disable-features={','.join(WITHOUT)}",
    "--no-sandbox",  # continuous integration runs as root
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)
ADVICE = (
    "The browser tests need Chromium: install the package `chromium-headless-shell` or `chromium` "
    "of your system, or name the program in the variable CHROMIUM."
)


def installed() -> str | None:
    """Return the path of a Chromium that starts: the one CHROMIUM names, or one on the PATH."""
    named = os.environ.get("CHROMIUM")
    paths = [shutil.which(name) for name in ([named] if named else NAMES)]
    return next((path for path in paths if path and runs(path, "--version")), None)


def launch_arguments() -> dict[str, Any]:
    """Return what Playwright starts the browser with; without a path it takes its own."""
    return {"executable_path": installed(), "args": list(ARGUMENTS)}


def installed_from_debian() -> bool:
    """Install Debian's package where that is allowed; return whether a browser starts now."""
    return (
        hasattr(os, "geteuid")
        and os.geteuid() == 0
        and runs("apt-get", "update")
        and runs("apt-get", "install", "--yes", "--no-install-recommends", NAMES[0])
        and installed() is not None
    )


def installed_by_playwright() -> bool:
    """Let Playwright download its own browser; return whether it did."""
    return runs(sys.executable, "-m", "playwright", "install", "--only-shell", "chromium")


def runs(*command: str) -> bool:
    """Return whether the command exists and ends well."""
    try:
        completed = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - constants, or the developer's CHROMIUM
    except OSError:
        return False
    return completed.returncode == 0


def main() -> int:
    """Find a browser or install one; say what to do, and return 1, where neither is possible."""
    if os.environ.get("CHROMIUM") and not installed():
        sys.stderr.write("CHROMIUM does not name a program that starts.\n")
        return 1
    if installed() or installed_from_debian() or installed_by_playwright():
        return 0
    sys.stderr.write(f"{ADVICE}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
