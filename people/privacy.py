"""What of a person is kept here, what for, until when."""

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator

from core.models import AuditEntry
from core.privacy import Erasure, Personal, impersonal, personal
from people.models import Account, Consent, ConsentText, ContactPoint, Identity, Person

SIGN_IN = "signing in"
NAMES = "addressing the person and printing certificates"
PROOF = "showing who did what to whom"
WHILE_HERE = "until the person asks to be forgotten, or three years after the last visit"


def _sign_in(*, export: bool = True) -> Personal:
    return Personal(SIGN_IN, WHILE_HERE, Erasure.DELETE_ROW, export=export)


personal(
    Account,
    username=_sign_in(),
    email=_sign_in(),
    password=_sign_in(export=False),
    language=_sign_in(),
)
personal(EmailAddress, email=_sign_in())
personal(EmailConfirmation, key=_sign_in(export=False))
personal(Authenticator, data=_sign_in(export=False))
personal(Person, language=Personal("writing to the person in their language", WHILE_HERE, Erasure.KEEP))
personal(
    Identity,
    name=Personal(NAMES, WHILE_HERE, Erasure.DELETE_ROW),
    latin_name=Personal(NAMES, WHILE_HERE, Erasure.DELETE_ROW),
)
personal(ContactPoint, value=Personal("telling the person about dates", WHILE_HERE, Erasure.DELETE_ROW))
personal(Consent)
personal(
    AuditEntry,
    verb=Personal(PROOF, "ten years", Erasure.KEEP),
    subject_type=Personal(PROOF, "ten years", Erasure.KEEP),
    subject_id=Personal(PROOF, "ten years", Erasure.KEEP, export=False),
    reason=Personal(PROOF, "ten years", Erasure.KEEP),
)
impersonal(ConsentText, why="Words that everybody reads.")
