"""Groups are places and dates; who belongs to them and came is a person's."""

from cohorts.models import Cohort, CohortMember, CohortTrainer, LedgerEntry, Session
from core.privacy import impersonal, personal

impersonal(Cohort, Session, why="A name, places and dates of the office's own.")
personal(CohortMember)
personal(CohortTrainer)
personal(LedgerEntry)
