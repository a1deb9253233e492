"""What of certificates is personal."""

from certificates.models import Achievement, Credential, CredentialPdf, Template, TemplatePicture, TemplateText
from core.privacy import Erasure, Personal, impersonal, personal

FOR_GOOD = "as long as certificates are verified; names until the person asks to be forgotten"
STAFF = "as long as the account exists"

personal(
    Achievement,
    kind=Personal("what was achieved, to certify it", FOR_GOOD, Erasure.KEEP),
    at=Personal("when it was achieved", FOR_GOOD, Erasure.KEEP),
    recorded_by=Personal("who entered it", STAFF, Erasure.BLANK, "Art. 6 (1) f GDPR", export=False),
)
personal(
    Credential,
    "language",
    latin_name=Personal("the name as printed, to verify the paper", FOR_GOOD, Erasure.BLANK),
    native_name=Personal("the name as printed in the own script", FOR_GOOD, Erasure.BLANK),
    number=Personal("tells one certificate from another", FOR_GOOD, Erasure.KEEP),
    code=Personal("opens the verification of one certificate", FOR_GOOD, Erasure.KEEP, export=False),
    evidence=Personal("what the certificate rests on: ids, numbers, titles", FOR_GOOD, Erasure.KEEP),
    reason=Personal("why it was withdrawn or replaced", FOR_GOOD, Erasure.KEEP),
    ground_reason=Personal("why it was left after a correction", FOR_GOOD, Erasure.KEEP),
    confirmed_by=Personal("who confirmed the name", STAFF, Erasure.BLANK, "Art. 6 (1) f GDPR", export=False),
)
personal(
    CredentialPdf,
    data=Personal("the paper itself, to download again", FOR_GOOD, Erasure.DELETE_ROW),
    sha256=Personal("shows that the paper is unchanged", FOR_GOOD, Erasure.DELETE_ROW, export=False),
)
personal(
    Template,
    "issuer",
    created_by=Personal("who wrote this version", STAFF, Erasure.BLANK, "Art. 6 (1) f GDPR", export=False),
)
impersonal(TemplatePicture, TemplateText, why="wording and pictures of the office, about no learner")
