"""Reading and writing the files under questionnaire/content/."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

import yaml
from django.conf import settings
from pydantic import BaseModel, ValidationError

from questionnaire.catalogue.content import Content, Structure, Words

CONTENT_DIR = Path(__file__).resolve().parent.parent / "content"
STRUCTURE_FILE = "structure.yaml"
T = TypeVar("T", bound=BaseModel)


class ContentError(Exception):
    """Content that cannot be used; each problem names its file and key."""

    def __init__(self, problems: Iterable[object]) -> None:
        self.problems = [str(problem) for problem in problems]
        super().__init__("\n".join(self.problems))


class _UniqueKeyLoader(yaml.CSafeLoader):
    """Refuses a key written twice, which YAML would silently read as the second one."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - the library's signature
        seen = set()
        for key_node, _value in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str):
                raise yaml.constructor.ConstructorError(
                    problem=f"the key {key!r} must be a text; put it in quotes",
                    problem_mark=key_node.start_mark,
                )
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    problem=f"the key {key!r} stands here twice", problem_mark=key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep)


def languages() -> tuple[str, ...]:
    """Return the codes of all languages that the product speaks."""
    return tuple(code for code, _name in settings.LANGUAGES)


def shipped_directories() -> list[Path]:
    """Return the folder of each questionnaire that comes with the product."""
    return sorted(path.parent for path in CONTENT_DIR.glob(f"*/{STRUCTURE_FILE}"))


def read_content(directory: Path) -> Content:
    """Read one questionnaire's files; raise ContentError with every problem of form."""
    problems: list[str] = []
    structure = read_file(directory / STRUCTURE_FILE, Structure, problems)
    words = {
        language: part
        for language in languages()
        if (part := read_file(directory / f"{language}.yaml", Words, problems))
    }
    problems += [
        f"{language}.yaml: language: is {part.language!r}, must be {language!r}"
        for language, part in words.items()
        if part.language != language
    ]
    if problems or structure is None:
        raise ContentError(problems)
    return Content(structure=structure, words=words)


def read_file(path: Path, model: type[T], problems: list[str]) -> T | None:
    """Return the file as the model, or None after adding what is wrong with it to problems."""
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), _UniqueKeyLoader)  # noqa: S506 - a SafeLoader
        return model.model_validate(raw)
    except FileNotFoundError:
        problems.append(f"{path.name}: the file is missing")
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        problems.append(f"{path.name}: cannot be read: {' '.join(str(error).split())}")
    except ValidationError as error:
        problems += [
            f"{path.name}: {'.'.join(str(step) for step in item['loc'])}: {item['msg']}"
            for item in error.errors()
        ]
    return None
