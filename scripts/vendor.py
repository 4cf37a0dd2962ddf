"""The files of static/vendor: copied from npm packages, pinned by SHA-256.

`python -m scripts.vendor check` compares them with the list in static/vendor/vendored.json;
`python -m scripts.vendor update` copies them anew from node_modules and rewrites the list.
"""

import hashlib
import json
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
LIST = VENDOR / "vendored.json"
# A source map is not shipped, and Django's manifest storage would look for the file it names
SOURCE_MAP = re.compile(rb"\n?(/\*# sourceMappingURL=\S+ \*/|//# sourceMappingURL=\S+)\s*\Z")


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def problems() -> list[str]:
    """Return a sentence for each file that differs from the list, is missing, or is not on it."""
    listed = {VENDOR / file["path"]: file["sha256"] for file in listed_files()}
    present = {path for path in VENDOR.rglob("*") if path.is_file()} - {LIST}
    return [
        *(f"{name(path)} is not on the list." for path in sorted(present - listed.keys())),
        *(f"{name(path)} is missing." for path in sorted(listed.keys() - present)),
        *(
            f"{name(path)} is not the file that was vendored."
            for path in sorted(present & listed.keys())
            if digest(path) != listed[path]
        ),
    ]


def update() -> None:
    """Copy every listed file from its npm package and write its version and hash to the list."""
    packages = json.loads(LIST.read_text())
    for package in packages:
        home = PACKAGES / package["name"]
        package["version"] = json.loads((home / "package.json").read_text())["version"]
        for file in package["files"]:
            target = VENDOR / file["path"]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(SOURCE_MAP.sub(b"\n", (home / file["from"]).read_bytes()))
            file["sha256"] = digest(target)
    LIST.write_text(json.dumps(packages, indent=2) + "\n")


def listed_files() -> list[dict[str, Any]]:
    """Return the entries of all files on the list: path, from, sha256."""
    return [file for package in json.loads(LIST.read_text()) for file in package["files"]]


def name(path: Path) -> str:
    """Return the path as a developer would type it."""
    return str(path.relative_to(ROOT))


def main(command: str) -> int:
    """Run `check` or `update` and return the exit code."""
    if command == "update":
        update()
    found = problems()
    sys.stdout.writelines(f"{sentence}\n" for sentence in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
