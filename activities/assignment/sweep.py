"""Files of which no row tells: a process that died between the file and its commit left them."""

from datetime import datetime, timedelta

from django.core.files.storage import default_storage

from activities.assignment.models import Submission

FOLDER = "assignments"
AGE = timedelta(days=1)


def sweep(*, at: datetime) -> int:
    """Deletes uploaded files older than a day that belong to no piece of work; returns how many."""
    if not default_storage.exists(FOLDER):
        return 0
    names = {f"{FOLDER}/{name}" for name in default_storage.listdir(FOLDER)[1]}
    kept = {name for pair in Submission.objects.values_list("photo", "voice") for name in pair}
    gone = [name for name in names - kept if default_storage.get_modified_time(name) < at - AGE]
    for name in gone:
        default_storage.delete(name)
    return len(gone)
