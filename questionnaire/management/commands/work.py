"""The worker, by our name: sends mails, reminds founders."""

from typing import Any

from django_tasks_db.management.commands import db_worker

from questionnaire.review.mails.tending import plan


class Command(db_worker.Command):
    help = "Send the mails that wait and remind founders, until stopped; --batch: until all is done"

    def handle(self, *args: Any, **options: Any) -> None:
        plan()
        super().handle(*args, **options)
