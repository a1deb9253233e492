from django_tasks_db.models import DBTaskResult

from core.models import Turn, WorkerBeat
from core.privacy import impersonal

impersonal(
    DBTaskResult,
    why="Arguments are ids; a traceback may quote a value and goes with its row, two months after the failure.",
)
impersonal(Turn, WorkerBeat, why="Names of tasks and of machines.")
