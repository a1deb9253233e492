"""Official tests that an assessment may follow: the words that stand beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from assessments.enums import Preset


@dataclass(frozen=True, slots=True)
class Mark:
    """A number of right answers from which something is reached."""

    right: int
    text: Any


@dataclass(frozen=True, slots=True)
class PresetWords:
    """`option_label`: what is asked at the start; `option_names`: proper names (in German) by option."""

    notice: tuple[Any, ...]
    option_label: Any = ""
    option_names: Mapping[str, str] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()


STATES = {
    "bw": "Baden-Württemberg",
    "by": "Bayern",
    "be": "Berlin",
    "bb": "Brandenburg",
    "hb": "Bremen",
    "hh": "Hamburg",
    "he": "Hessen",
    "mv": "Mecklenburg-Vorpommern",
    "ni": "Niedersachsen",
    "nw": "Nordrhein-Westfalen",
    "rp": "Rheinland-Pfalz",
    "sl": "Saarland",
    "sn": "Sachsen",
    "st": "Sachsen-Anhalt",
    "sh": "Schleswig-Holstein",
    "th": "Thüringen",
}
FEDERAL_TAG = "bund"
STATE_TAG = "land-"
FEDERAL_ITEMS = 30
STATE_ITEMS = 3
MINUTES = 60
FIRST_MARK = 15  # of 33: the test "Leben in Deutschland" of the orientation course
SECOND_MARK = 17  # of 33: the naturalisation test

WORDS: Mapping[str, PresetWords] = {
    Preset.LEBEN_IN_DEUTSCHLAND: PresetWords(
        notice=(
            _("This is practice. Nobody is told your result, and it has no effect on any procedure."),
            _(
                "The real test is in German only. Here you may read your own language and open the German text beside it."
            ),
            _("As in the real test you get 30 questions about Germany and 3 about your federal state, and 60 minutes."),
        ),
        option_label=_("In which federal state do you live?"),
        option_names=STATES,
        marks=(
            Mark(
                FIRST_MARK,
                _("From 15 right answers on, the test “Leben in Deutschland” (orientation course) is passed."),
            ),
            Mark(SECOND_MARK, _("From 17 right answers on, the naturalisation test (Einbürgerungstest) is passed.")),
        ),
    )
}


def words(preset: str) -> PresetWords | None:
    return WORDS.get(preset)
