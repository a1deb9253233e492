"""Work of `cms` that may wait: mails, one by one."""

from django_tasks import task

from cms import review_mails


@task()
def tell_reader(state_id: str, account_id: str) -> None:
    review_mails.tell_reader(state=int(state_id), account=int(account_id))


@task()
def tell_writer(state_id: str) -> None:
    review_mails.tell_writer(state=int(state_id))
