"""The invented accelerator: its people and its two cohorts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import User
from django.utils.crypto import get_random_string

from questionnaire.enums import MemberRole
from questionnaire.management.demo.texts import texts
from questionnaire.management.demo.ventures import KEY
from questionnaire.models import Accelerator, Cohort, Membership
from questionnaire.review import cohorts, people
from questionnaire.review.cohorts import CriterionItem

ACCELERATOR = "Halyard (demonstration)"
PASSWORD_LENGTH = 16
SINCE_OPENED, SINCE_CLOSED = timedelta(days=70), timedelta(days=21)
# How long the second cohort stays open from now on
OPEN_FOR = timedelta(days=21)


@dataclass(frozen=True)
class Person:
    """Somebody who works there, and the language they write in."""

    first: str
    last: str
    language: str
    role: MemberRole = MemberRole.REVIEWER

    @property
    def email(self) -> str:
        """Return the address to sign in with; no mail can ever reach it."""
        return f"{self.first}.{self.last}@example.org".lower()


MANAGER = Person("Joana", "Duarte", "pt", MemberRole.MANAGER)
REVIEWERS = (
    Person("Amelia", "Cole", "en"),
    Person("Jonas", "Weber", "de"),
    Person("Claire", "Moreau", "fr"),
    Person("Marta", "Ruiz", "es"),
)


@dataclass(frozen=True)
class Staff:
    """The people with their accounts, reviewers in the order of REVIEWERS; and the cohorts."""

    accelerator: Accelerator
    manager: User
    reviewers: tuple[User, ...]
    closed: Cohort
    opened: Cohort


def is_there() -> bool:
    """Tell whether the demonstration has been made."""
    return User.objects.filter(email=MANAGER.email).exists()


def new_password(person: Person) -> str:
    """Give somebody a new password, and return it: it is kept nowhere."""
    user = User.objects.get(email=person.email)
    password = get_random_string(PASSWORD_LENGTH)
    user.set_password(password)
    user.save(update_fields=["password"])
    return password


def make_staff(now: datetime) -> Staff:
    """Make the accelerator, its people (without a password) and its cohorts, both open as yet."""
    accelerator = Accelerator.objects.create(name=ACCELERATOR)
    manager = _account(MANAGER)
    Membership.objects.create(accelerator=accelerator, user=manager, role=MemberRole.MANAGER)
    reviewers = tuple(_colleague(accelerator, manager, one) for one in REVIEWERS)
    closed = _cohort(accelerator, "Intake 6", now - SINCE_OPENED)
    opened = _cohort(accelerator, "Intake 7", now - SINCE_CLOSED)
    cohorts.change_cohort(cohort=opened, closes_at=now + OPEN_FOR)
    return Staff(accelerator, manager, reviewers, closed, opened)


def close(staff: Staff, now: datetime) -> None:
    """Let the first cohort have closed, now that its founders have submitted."""
    cohorts.change_cohort(cohort=staff.closed, closes_at=now - SINCE_CLOSED)


def _account(person: Person) -> User:
    user = User.objects.create_user(
        username=person.email,
        email=person.email,
        first_name=person.first,
        last_name=person.last,
    )
    EmailAddress.objects.create(user=user, email=person.email, verified=True, primary=True)
    return user


def _colleague(accelerator: Accelerator, manager: User, person: Person) -> User:
    invitation = people.invite_colleague(
        by=manager,
        accelerator=accelerator,
        email=person.email,
        role=person.role,
        language=person.language,
    )
    user = _account(person)
    people.accept_invitation(token=people.invitation_token(invitation), user=user)
    return user


def _cohort(accelerator: Accelerator, name: str, opens_at: datetime) -> Cohort:
    """Make a cohort that reminds nobody: nobody is behind these addresses."""
    said = texts(settings.LANGUAGE_CODE)
    cohort = cohorts.create_cohort(
        accelerator=accelerator,
        name=name,
        questionnaire_key=KEY,
        opens_at=opens_at,
        languages=[code for code, _name in settings.LANGUAGES],
        welcome=said.welcome,
        contact_email=MANAGER.email,
    )
    cohorts.set_criteria(cohort=cohort, items=[CriterionItem(name) for name in said.criteria])
    return cohort
