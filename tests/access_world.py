"""Somebody of every kind, and one of everything that an address can name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from auditlog.models import LogEntry
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.test import Client

from questionnaire.enums import MailState, MemberRole
from questionnaire.models import (
    Accelerator,
    Cohort,
    Comment,
    Conflict,
    Mail,
    Membership,
    Questionnaire,
    Submission,
)
from questionnaire.results import sharing
from questionnaire.results.access import hash_token
from questionnaire.results.cohorts import founder_token
from questionnaire.results.tokens import shared_link_token
from questionnaire.review import feedback, inviting, people
from questionnaire.review.mails import outbox
from questionnaire.walk import services
from tests import factories
from tests.access_table import (
    CONFLICTED,
    EDITOR,
    FOUNDER,
    LINK_HOLDER,
    MANAGER,
    PUBLISHER,
    REVIEWER,
    STRANGER,
    SUPERUSER,
)
from tests.review import factories as staff
from tests.review.accounts.people import with_passkey

WORKERS = {
    REVIEWER: MemberRole.REVIEWER,
    CONFLICTED: MemberRole.REVIEWER,
    MANAGER: MemberRole.MANAGER,
}
ADMIN = "admin:"
OF_QUESTIONNAIRES = "admin:questionnaire_questionnaire_"
GROUPS = {EDITOR: "Question editors", PUBLISHER: "Publishers"}


@dataclass(frozen=True)
class Tokens:
    """The secrets in a founder's links."""

    draft: str
    submitted: str
    shared: str
    invited: str


@dataclass(frozen=True)
class World:
    """What there is. `named` says what stands in an address for a parameter.

    Its keys are a parameter, or an address's name and its parameter where that differs.
    """

    users: Mapping[str, User]
    tokens: Tokens
    named: Mapping[str, Any]

    def client(self, who: str) -> Client:
        """Return the browser of a kind of person; founders have no account."""
        client = Client(raise_request_exception=False)
        if who in self.users:
            client.force_login(self.users[who])
        return client

    def arguments(self, who: str, name: str, parameters: Iterable[str]) -> dict[str, Any]:
        """Return what a kind of person would put into an address; KeyError for what is new."""
        return {one: self._argument(who, name, one) for one in parameters}

    def _argument(self, who: str, name: str, parameter: str) -> Any:
        own = f"{name} {parameter}"
        of_model = f"{name.rpartition('_')[0]} {parameter}"
        if name.startswith(OF_QUESTIONNAIRES) and parameter in ("pk", "object_id"):
            return self.named["questionnaire"]
        if own in self.named or of_model in self.named:
            return self.named.get(own) or self.named[of_model]
        if parameter == "token":
            return self._token(who, self._secret(name))
        if parameter == "shared_token":
            return self._token(who, self.tokens.shared)
        return self.named[parameter]

    def _secret(self, name: str) -> str:
        if name in ("walk:invited", "walk:stop"):
            return self.tokens.invited
        return self.tokens.submitted if name.startswith("results:") else self.tokens.draft

    def _token(self, who: str, secret: str) -> str:
        """Return the secret to its founder alone; others try the best that they could have.

        The holder of a read-only link tries that; all others what a stolen database would tell.
        """
        if who == FOUNDER:
            return secret
        return self.tokens.shared if who == LINK_HOLDER else hash_token(secret)


def make_world(small: Questionnaire) -> World:
    """Make an accelerator with a cohort, its people and its founder; and people from elsewhere."""
    users = _users()
    here, elsewhere = staff.accelerator("Here"), staff.accelerator("Elsewhere")
    for who, role in WORKERS.items():
        Membership.objects.create(accelerator=here, user=users[who], role=role)
    Membership.objects.create(accelerator=elsewhere, user=users[STRANGER], role=MemberRole.MANAGER)
    cohort = staff.cohort(here)
    submission, submitted = factories.started(small, cohort=cohort, venture_name="Door Ltd")
    factories.answer(submission, factories.ALL_OPEN)
    services.submit(token=submitted, language="en")
    sharing.create(token=submitted, shows_notes=False)
    feedback.write(submission=submission, user=users[MANAGER], text="Well done.")
    Conflict.objects.create(submission=submission, user=users[CONFLICTED])
    _draft, draft = factories.started(small, cohort=cohort, venture_name="Gate Ltd")
    address = inviting.Address("founder@example.org", "en")
    invited = inviting.invite_founders(cohort=cohort, addresses=[address]).new[0]
    tokens = Tokens(draft, submitted, shared_link_token(submitted, 1), founder_token(invited))
    return World(
        users,
        tokens,
        {
            **_of_founders(small, cohort),
            **_of_staff(here, submission, users),
            **_of_admins(small, users),
        },
    )


def _users() -> dict[str, User]:
    import_module("questionnaire.migrations.0004_groups").make_groups(apps, "default")
    users = {
        SUPERUSER: _person(SUPERUSER, is_superuser=True, is_staff=True),
        EDITOR: _person(EDITOR, is_staff=True),
        PUBLISHER: _person(PUBLISHER, is_staff=True),
        STRANGER: _person(STRANGER),
        **{who: _person(who) for who in WORKERS},
    }
    for who, group in GROUPS.items():
        users[who].groups.add(Group.objects.get(name=group))
    return users


def _person(name: str, **rights: bool) -> User:
    """Return somebody with a password, which nobody types: hashing one takes long."""
    email = f"{name.replace(' ', '.')}@example.org"
    user = User.objects.create(username=name, email=email, password="any", **rights)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def _of_founders(small: Questionnaire, cohort: Cohort) -> dict[str, Any]:
    return {"questionnaire_key": small.key, "code": cohort.code, "set_key": "money", "number": 1}


def _of_staff(
    here: Accelerator, submission: Submission, users: Mapping[str, User]
) -> dict[str, Any]:
    colleague = people.invite_colleague(
        by=users[MANAGER],
        accelerator=here,
        email="new@example.org",
        role=MemberRole.REVIEWER,
        language="en",
    )
    outbox.colleague(colleague)
    mail = Mail.objects.get()
    Mail.objects.update(state=MailState.SENT, sent_at=staff.MOMENT)
    comment = Comment.objects.create(submission=submission, author=users[REVIEWER], text="Hm.")
    membership = Membership.objects.get(accelerator=here, user=users[REVIEWER])
    of_cohort = ("cohort", "change_cohort", "invite_founders", "release_all")
    return {
        "accelerator": here.pk,
        "cohort": submission.cohort_id,
        "pk": submission.pk,
        **{f"review:{name} pk": submission.cohort_id for name in of_cohort},
        **{f"review:{name} pk": comment.pk for name in ("edit_comment", "delete_comment")},
        **{f"review:{name} pk": membership.pk for name in ("role", "leave")},
        **{
            f"review:{name} pk": colleague.pk
            for name in ("resend_invitation", "withdraw_invitation")
        },
        "review:mails pk": here.pk,
        "review:mail_again pk": mail.pk,
        "review:join token": people.invitation_token(colleague),
    }


def _of_admins(small: Questionnaire, users: Mapping[str, User]) -> dict[str, Any]:
    """Name a row of every model that Django's admin lists."""
    reviewer = users[REVIEWER]
    passkey = with_passkey(_person("key holder"))
    LogEntry.objects.log_create(reviewer, force_log=True, action=LogEntry.Action.UPDATE, changes={})
    UserSession.objects.create(user=reviewer, ip="127.0.0.1", session_key="made-up")
    rows = {
        model._meta.label_lower.replace(".", "_"): model._default_manager.first()  # noqa: SLF001 - Django's own names
        for model in admin.site._registry  # noqa: SLF001 - there is no other list of them
    }
    return {
        **{f"{ADMIN}{name} object_id": row.pk for name, row in rows.items() if row is not None},
        "questionnaire": small.pk,
        "language": "it",
        "id": reviewer.pk,
        "mfa_edit_webauthn pk": passkey.pk,
        "mfa_remove_webauthn pk": passkey.pk,
        "key": "made-up",
        "uidb36": "1",
        "app_label": "questionnaire",
        "content_type_id": ContentType.objects.get_for_model(User).pk,
        "object_id": reviewer.pk,
    }
