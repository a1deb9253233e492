"""What an assessment may put today: its sections with the items that are ready to be drawn."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from assessments.drawing import Candidate, Part, draw
from assessments.errors import AssessmentUnknown, OptionMissing
from assessments.models import Assessment, Item, ItemTag, Section


@dataclass(frozen=True, slots=True)
class Blueprint:
    """An assessment and its sections, read in one query."""

    assessment: Assessment
    sections: tuple[Section, ...]

    @property
    def asks_option(self) -> bool:
        """Whether the learner chooses something at the start."""
        return any(section.chosen and section.draw for section in self.sections)


def blueprint(assessment_id: int | None) -> Blueprint:
    """Raises `AssessmentUnknown` if it is gone or has no section yet."""
    rows = Section.objects.filter(assessment_id=assessment_id).select_related("assessment")
    sections = tuple(rows) if assessment_id else ()
    if not sections:
        raise AssessmentUnknown
    return Blueprint(sections[0].assessment, sections)


def drawn(plan: Blueprint, seed: int, option: str = "") -> list[uuid.UUID]:
    """The versions of one sitting, in one query. Raises `PoolTooSmall`, `OptionMissing`, `AssessmentUnknown` (nothing to put)."""
    if plan.asks_option and not option:
        raise OptionMissing
    chosen = draw(seed, parts(plan, option), shuffle=plan.assessment.shuffle_items)
    if not chosen:
        raise AssessmentUnknown
    return chosen


def parts(plan: Blueprint, option: str) -> list[Part]:
    """The sections as `assessments.drawing` takes them. What is retired, held back or unread by a second person is left out.

    A self-check never holds items of an exam bank: its key may travel.
    """
    fixed: dict[int, dict[tuple[int, int], Candidate]] = defaultdict(dict)
    pools: dict[tuple[uuid.UUID, str], dict[uuid.UUID, Candidate]] = defaultdict(dict)
    for item, version, bank, tag, section, order, row in _rows(plan, option):
        if section is not None:
            fixed[section][order or 0, row] = Candidate(item, version)
        if tag is not None:
            pools[bank, tag][item] = Candidate(item, version)
    return [
        Part(
            fixed=tuple(candidate for _, candidate in sorted(fixed[section.pk].items())),
            pool=tuple(_pool(pools, section, option).values()),
            draw=section.draw,
        )
        for section in plan.sections
    ]


def _pool(
    pools: Mapping[tuple[uuid.UUID, str], dict[uuid.UUID, Candidate]], section: Section, option: str
) -> dict[uuid.UUID, Candidate]:
    if not section.draw or section.bank_id is None:
        return {}
    return pools.get((section.bank_id, _tag(section, option)), {})


def _tag(section: Section, option: str) -> str:
    return section.tag + option if section.chosen else section.tag


def _rows(plan: Blueprint, option: str) -> Iterable[tuple[uuid.UUID, uuid.UUID, uuid.UUID, str, int, int, int]]:
    """Every candidate once per tag and place, in one query."""
    wanted = Q(placements__section__in=[section.pk for section in plan.sections])
    for section in plan.sections:
        if section.draw:
            wanted |= Q(bank_id=section.bank_id, tags__name=_tag(section, option))
    items = Item.objects.drawable()
    if not plan.assessment.is_test:
        items = items.filter(bank__is_exam=False)
    fields = ("pk", "current_id", "bank_id", "tags__name", "placements__section_id", "placements__sort_order")
    return items.filter(wanted).values_list(*fields, "placements__pk").order_by()


def options(plan: Blueprint) -> list[str]:
    """What the learner may choose at the start, by name: the rests of the tags that all choosing sections share."""
    found: set[str] | None = None
    for section in plan.sections:
        if section.chosen and section.draw:
            tags = ItemTag.objects.filter(
                item__bank=section.bank_id, name__startswith=section.tag, item__retired_at=None
            )
            rests = {name.removeprefix(section.tag) for name in tags.values_list("name", flat=True).distinct()}
            found = rests if found is None else found & rests
    return sorted(found or ())
