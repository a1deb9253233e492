"""Work that may wait: a job is a row in the transaction that caused it.

Tasks stand above the domain they call, so the domain names them by path.
"""

from typing import Any

from django.utils.module_loading import import_string


def later(task: str, **arguments: Any) -> None:
    """Enqueues the task at the dotted path `task` in the caller's transaction. Arguments are ids as text, never objects."""
    import_string(task).enqueue(**arguments)
