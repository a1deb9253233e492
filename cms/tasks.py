"""Work of `cms` that may wait: mails, one by one."""

from django.utils.translation import gettext_lazy
from django_tasks import task

from cms import review_mails

WORK = {
    "tell_reader": gettext_lazy("Tell who should look a text through"),
    "tell_writer": gettext_lazy("Tell who wrote a text what became of it"),
}


@task()
def tell_reader(state_id: str, account_id: str) -> None:
    review_mails.tell_reader(state=int(state_id), account=int(account_id))


@task()
def tell_writer(state_id: str) -> None:
    review_mails.tell_writer(state=int(state_id))
