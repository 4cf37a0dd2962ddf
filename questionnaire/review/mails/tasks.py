"""What the worker does for one mail."""

from django_tasks import task

from questionnaire.review.mails.sending import attempt


@task
def send(pk: int) -> None:
    """Try to send a mail; where that fails for now, wait and try again."""
    again = attempt(pk)
    if again is not None:
        send.using(run_after=again).enqueue(pk)
