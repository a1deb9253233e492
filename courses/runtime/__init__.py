"""Runs activities: finds the kind, shows it, applies its effects under one lock in one transaction, keeps the page whole."""

from courses.runtime.acting import Reply, act, begin
from courses.runtime.deciding import decide
from courses.runtime.settling import settle
from courses.runtime.showing import contexts, practise, show

__all__ = ["Reply", "act", "begin", "contexts", "decide", "practise", "settle", "show"]
