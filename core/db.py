"""Locks on rows, on both databases."""

from typing import TypeVar

from django.db import connections, models, transaction

M = TypeVar("M", bound=models.Model)


class LockOutsideTransaction(RuntimeError):
    """A row lock was asked for outside a transaction, where it would hold nothing."""


def locked(queryset: "models.QuerySet[M]", *, of: tuple[str, ...] = ("self",)) -> "models.QuerySet[M]":
    """The same rows, held until the transaction ends.

    PostgreSQL: SELECT … FOR UPDATE of the named tables. SQLite: `transaction_mode=IMMEDIATE` already made this the only writer.
    """
    connection = connections[queryset.db]
    if not connection.in_atomic_block:
        raise LockOutsideTransaction
    if connection.vendor == "postgresql":
        return queryset.select_for_update(of=of)
    return queryset


atomic = transaction.atomic
