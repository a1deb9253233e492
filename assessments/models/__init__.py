from assessments.models.assessment import Assessment, Section, SectionItem
from assessments.models.bank import BankExaminer, Choice, ChoiceText, Item, ItemBank, ItemTag, ItemText, ItemVersion
from assessments.models.sitting import ItemScore, Response, Sitting, SittingItem

__all__ = [
    "Assessment",
    "BankExaminer",
    "Choice",
    "ChoiceText",
    "Item",
    "ItemBank",
    "ItemScore",
    "ItemTag",
    "ItemText",
    "ItemVersion",
    "Response",
    "Section",
    "SectionItem",
    "Sitting",
    "SittingItem",
]
