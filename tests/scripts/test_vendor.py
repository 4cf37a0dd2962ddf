"""The files of static/vendor are those that were vendored."""

from scripts.vendor import listed_files, problems


def test_vendored_files_are_those_on_the_list() -> None:
    assert problems() == []


def test_every_vendored_package_ships_its_licence() -> None:
    paths = [file["path"] for file in listed_files()]
    folders = {path.split("/")[0] for path in paths}
    assert {f"{folder}/LICENSE" for folder in folders} - set(paths) == set()
