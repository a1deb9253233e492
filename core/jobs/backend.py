from django_tasks_db import DatabaseBackend


class JobsBackend(DatabaseBackend):
    """The table of jobs is the outbox: a job is a row inside the transaction that caused it."""
