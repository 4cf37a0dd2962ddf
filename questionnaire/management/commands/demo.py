"""Make something to look around in."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser, no_translations
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from questionnaire.management.demo import dates, judging, playing, staff, ventures
from questionnaire.models import Questionnaire


class Command(BaseCommand):
    help = (
        "Makes an invented accelerator with two cohorts, sixty ventures and their reviews, and "
        "prints the sign-in of a manager and of a reviewer. Once it is there, only gives the two "
        "new passwords. Sends no mail."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--force", action="store_true", help="do it in production, too")

    @no_translations
    def handle(self, *, force: bool, **_options: Any) -> None:
        if settings.IN_PRODUCTION and not force:
            raise CommandError("This is production: nothing was made. --force makes it anyway.")
        with transaction.atomic():
            was_there = staff.is_there()
            if not was_there:
                _make()
            people = (staff.MANAGER, staff.REVIEWERS[0])
            passwords = [staff.new_password(person) for person in people]
        said = "The demonstration is there already; it stays as it is." if was_there else "Made."
        self.stdout.write(f"{said}\n\nSign in at {_address()}")
        for person, password in zip(people, passwords, strict=True):
            self.stdout.write(f"  {person.role.value}: {person.email}  password: {password}")


def _make() -> None:
    if not Questionnaire.objects.published().filter(key=ventures.KEY).exists():
        raise CommandError("No questionnaire is published yet: run load_questionnaires first.")
    now = timezone.now()
    closed, opened = ventures.founders()
    made = staff.make_staff(now)
    for founders, cohort, until in (
        (closed, made.closed, now - staff.SINCE_CLOSED),
        (opened, made.opened, now),
    ):
        new = [founder for founder in founders if founder.stage == ventures.Stage.NEW]
        entries = playing.play([one for one in founders if one not in new], cohort, until)
        judging.judge(made, cohort, entries)
        dates.spread([*entries, *playing.play(new, cohort, until)], now)
    staff.close(made, now)


def _address() -> str:
    with override(settings.LANGUAGE_CODE):
        return f"{settings.AJAR_URL}{reverse('review:queue')}"
