"""What of assessments is personal."""

from assessments.models import (
    Assessment,
    BankExaminer,
    Choice,
    ChoiceText,
    Item,
    ItemBank,
    ItemScore,
    ItemTag,
    ItemText,
    ItemVersion,
    Response,
    Section,
    SectionItem,
    Sitting,
    SittingItem,
)
from core.privacy import Erasure, Personal, impersonal, personal

UNTIL_ERASED = "until the person asks to be forgotten, or two years after the last act in the course"

personal(
    Sitting,
    option=Personal("draws the questions of the chosen federal state", UNTIL_ERASED, Erasure.DELETE_ROW),
    points=Personal("shows the person the result", UNTIL_ERASED, Erasure.DELETE_ROW),
    share=Personal("shows the person the result", UNTIL_ERASED, Erasure.DELETE_ROW),
    passed=Personal("shows the person the result", UNTIL_ERASED, Erasure.DELETE_ROW),
    right=Personal("shows the person the result", UNTIL_ERASED, Erasure.DELETE_ROW),
)
personal(
    Response,
    data=Personal("the answers given, to grade them and to go on later", UNTIL_ERASED, Erasure.DELETE_ROW),
    client=Personal("tells repeated saves of one device apart", UNTIL_ERASED, Erasure.DELETE_ROW, export=False),
)
personal(
    ItemScore,
    share=Personal("what an answer was worth", UNTIL_ERASED, Erasure.DELETE_ROW),
    is_right=Personal("what an answer was worth", UNTIL_ERASED, Erasure.DELETE_ROW),
)
personal(
    ItemBank,
    "title",
    owner=Personal("whose bank it is", "as long as the account exists", Erasure.BLANK, "Art. 6 (1) f GDPR"),
)
personal(
    BankExaminer,
    account=Personal("who may read an exam bank", "until the grant ends", Erasure.DELETE_ROW, "Art. 6 (1) f GDPR"),
    granted_by=Personal("who granted it", "until the grant ends", Erasure.BLANK, "Art. 6 (1) f GDPR"),
)
personal(
    ItemVersion,
    "key",
    "fingerprint",
    author=Personal("who wrote it, so that another reads it", "as long as the account exists", Erasure.BLANK),
    reviewed_by=Personal("who read it second", "as long as the account exists", Erasure.BLANK),
)
personal(Assessment, "title", owner=Personal("who built it", "as long as the account exists", Erasure.BLANK))
impersonal(
    Choice, ChoiceText, Item, ItemTag, ItemText, Section, SectionItem, why="teaching material, nothing about a person"
)
impersonal(SittingItem, why="ids and an order; it goes with its sitting")
