"""The large profile: Celery workers that are rung by `BROKER_URL` (Redis, RabbitMQ, any broker of Celery).

`celery -A lms worker` claims the rows it is rung for; its hearts sweep, so no beat process is needed.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.production")

app = Celery("lms")
app.conf.update(
    broker_url=os.environ["BROKER_URL"],
    # Whoever enqueues waits a moment at most: the row is safe, and a sweep rings again.
    broker_connection_timeout=1,
    broker_transport_options={"max_retries": 0, "interval_start": 0, "socket_connect_timeout": 1, "socket_timeout": 2},
    broker_connection_retry_on_startup=True,
    imports=["core.jobs.doorbell"],
    task_default_queue=os.environ.get("BROKER_QUEUE", "teilhabe"),
    task_ignore_result=True,
    worker_prefetch_multiplier=1,
)
