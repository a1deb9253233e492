from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class ReportUnreadable(DomainError):
    message = _("The player's report could not be read. Please press “I have watched this” once you have.")
