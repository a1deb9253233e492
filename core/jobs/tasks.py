"""Work of the jobs themselves."""

from django.core.management import call_command
from django.utils.translation import gettext_lazy
from django_tasks import task

KEEP_DONE = 14  # days
KEEP_FAILED = 60
WORK = {
    "prune": gettext_lazy("Forget old jobs"),
}


@task()
def prune() -> None:
    """Forgets jobs that were done two weeks ago, and failed ones after two months, with their tracebacks."""
    call_command(
        "prune_db_task_results",
        queue_name="*",
        min_age_days=KEEP_DONE,
        failed_min_age_days=KEEP_FAILED,
        verbosity=0,
    )
