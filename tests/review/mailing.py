"""The real worker, made to do once what is due."""

from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult


def deliver() -> None:
    """Do all tasks that are due, as the worker does them.

    Its own loop closes the connection in between, and with it the transaction of a test:
    tests/management/test_work.py lets it run.
    """
    worker = Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="test",
        excluded_queue_names=[],
    )
    while (task := DBTaskResult.objects.ready().get_locked()) is not None:
        task.claim(worker.worker_id)
        worker.run_task(task)
