from pathlib import Path

import allauth
import pytest
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter

from questionnaire.review.accounts import words

TEMPLATES = Path(allauth.__file__).parent / "templates"


@pytest.mark.parametrize("template", words.MESSAGES)
def test_message_stands_for_one_of_allauth(template: str) -> None:
    assert (TEMPLATES / template).exists()


@pytest.mark.parametrize("prefix", words.CHANGES)
def test_change_stands_for_a_mail_of_allauth(prefix: str) -> None:
    assert (TEMPLATES / f"{prefix}_message.txt").exists()


def test_mistakes_stand_for_those_of_allauth() -> None:
    assert words.ACCOUNT_MISTAKES.keys() <= DefaultAccountAdapter.error_messages.keys()
    assert words.SECOND_STEP_MISTAKES.keys() <= DefaultMFAAdapter.error_messages.keys()
