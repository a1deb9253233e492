from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class AssessmentUnknown(DomainError):
    message = _("This check cannot be shown at the moment. The team will mend it; your progress is safe.")


class PoolTooSmall(DomainError):
    message = _("This check is not complete yet: %(wanted)s questions are wanted, %(there)s are ready.")


class NotStarted(DomainError):
    message = _("Please press “Start” first. Nothing was lost.")


class NothingAnswered(DomainError):
    message = _("You have not answered yet. Choose or write an answer first. This was not counted as an attempt.")


class OptionMissing(DomainError):
    field = "option"
    message = _("Please choose one from the list before you start.")


class NoAttemptsLeft(DomainError):
    message = _("You have used all %(allowed)s attempts. What you have reached is kept.")


class AlreadySubmitted(DomainError):
    message = _("This attempt is handed in already. Your result stands on this page.")


class DeadlinePassed(DomainError):
    message = _("The time is over. Everything that was saved before is handed in.")


class UnknownItem(DomainError):
    message = _("This answer belongs to a question that is not part of your attempt. Please load the page again.")


class AnswerUnknown(DomainError):
    message = _("This answer does not fit the question. Please choose again.")


class AnswerUnreadable(DomainError):
    message = _("Your answer holds signs that cannot be kept. Please type it again.")


class AnswerTooLong(DomainError):
    message = _("Your answer is too long. Please use %(limit)s letters at most; the answers given before are kept.")


class SaveUnreadable(DomainError):
    message = _("This save could not be read. Please load the page again; the answers given before are kept.")


class TooManySaves(DomainError):
    message = _("This question was answered very often. Please hand in now; the last saved answer counts.")


class ItemIncomplete(DomainError):
    """`field` names the field of the draft, `locale` the language it is missing in."""

    message = _("%(problem)s")


class ItemTaken(DomainError):
    field = "key"
    message = _("There is already an item with this number in the bank.")


class BankTaken(DomainError):
    field = "key"
    message = _("There is already a bank with this key.")


class ReviewByAuthor(DomainError):
    message = _("Exam items need a second reader: somebody else than the author.")


class VersionOutdated(DomainError):
    message = _("There is a later version of this item. Please read that one.")


class AlreadyReviewed(DomainError):
    message = _("This version was read already.")


class PartsMissing(DomainError):
    message = _("Please add at least one part with items.")


class PartEmpty(DomainError):
    field = "draw"
    message = _("Please choose items, or say how many are drawn from a bank.")


class ExamBankInCheck(DomainError):
    field = "bank"
    message = _("A self-check cannot use an exam bank: its answers may be looked up.")


class ItemOutOfPlace(DomainError):
    message = _("One of the fixed items belongs to an exam bank.")
