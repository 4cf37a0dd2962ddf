import pytest

from questionnaire.results.report.notes import LONGEST_WORD, is_rtl, lines_of, plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hello", False),
        ("שלום", True),
        ("مرحبا", True),
        ("1. (שלום) hello", True),
        ("1. (hello) שלום", False),
        ("", False),
        ("12 %", False),
    ],
)
def test_first_letter_gives_the_direction(text: str, expected: bool) -> None:  # noqa: FBT001
    assert is_rtl(text) is expected


def test_lines_have_their_own_direction() -> None:
    assert lines_of(" a\r\n\nשלום\n") == [
        {"text": "a", "rtl": False},
        {"text": "", "rtl": False},
        {"text": "שלום", "rtl": True},
    ]


@pytest.mark.parametrize("note", ["", " \n "])
def test_no_note_has_no_lines(note: str) -> None:
    assert lines_of(note) == []


def test_control_characters_go_and_others_stay() -> None:
    assert plain("a\x00b\x07c\x1b[0m\ud800") == "abc[0m"
    assert plain("a 👩\u200d💻 ❤️ \\ # é") == "a 👩\u200d💻 ❤️ \\ # é"


def test_only_a_long_word_is_broken() -> None:
    longest = "x" * LONGEST_WORD
    assert plain(longest) == longest
    assert plain(f"a {longest}y") == f"a {longest}\u200by"
