"""How somebody comes back to their account."""

from allauth.account.models import EmailAddress

from people.models import Account


def signs_in_by_email(account: Account) -> bool:
    """Whether a code can be sent to an address that is known to be theirs."""
    return bool(EmailAddress.objects.filter(user=account, verified=True).exists())
