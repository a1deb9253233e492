"""Work that may wait, over the table of django-tasks-db.

The row is the outbox: it is written in the transaction that caused the work. A worker claims it, runs it, finishes it under a
fence; what a dead or frozen worker leaves behind is freed by its lease. `docs/adr/0005-jobs.md` tells why.
"""
