"""Assessments that follow an official rule."""

from fractions import Fraction

from assessments import presets
from assessments.enums import Mode, Preset
from assessments.models import Assessment, ItemBank, Section
from assessments.scoring import rounded


def practice_test(*, bank: ItemBank) -> Assessment:
    """The practice test “Leben in Deutschland” over a bank: 30 federal items, 3 of a chosen state, 60 minutes, passed from 15.

    Made once; what editors change in it stays.
    """
    known: Assessment | None = Assessment.objects.filter(
        preset=Preset.LEBEN_IN_DEUTSCHLAND, sections__bank=bank
    ).first()
    if known:
        return known
    items = presets.FEDERAL_ITEMS + presets.STATE_ITEMS
    made: Assessment = Assessment.objects.create(
        title=f"{bank.title} (Probetest)",
        mode=Mode.TEST,
        preset=Preset.LEBEN_IN_DEUTSCHLAND,
        shuffle_items=True,
        minutes=presets.MINUTES,
        pass_share=rounded(Fraction(presets.FIRST_MARK, items)),
    )
    Section.objects.create(
        assessment=made, sort_order=0, bank=bank, tag=presets.FEDERAL_TAG, draw=presets.FEDERAL_ITEMS
    )
    Section.objects.create(
        assessment=made, sort_order=1, bank=bank, tag=presets.STATE_TAG, draw=presets.STATE_ITEMS, chosen=True
    )
    return made
