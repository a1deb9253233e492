"""The import of a bank: what is taken, what is refused, and that nothing happens half-way."""

import copy
import json
from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from assessments import bank_file
from assessments.domain import item as items
from assessments.domain.bank_import import import_bank
from assessments.domain.item import Loaded
from assessments.models import Assessment, Item, ItemBank, ItemText, ItemVersion
from tests.factories import assessments as make
from tests.factories.assessments import AT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


GERMAN = {
    "question": "Was ist der Bundestag?",
    "a": "ein Gericht",
    "b": "ein Parlament",
    "c": "ein Amt",
    "d": "ein Fest",
}


def line(number="1", **fields):
    english = {
        "question": "What is the Bundestag?",
        "a": "a court",
        "b": "a parliament",
        "c": "an office",
        "d": "a feast",
    }
    made = {"number": number, "category": "Law & Governance", "solution": "b", "needs_image": False}
    return made | {"text": {"de": GERMAN, "en": english}} | fields


def load(*lines, dry_run=False):
    return import_bank(data=json.dumps(lines).encode(), key="probe", title="Probe", at=AT, dry_run=dry_run)


def snapshot():
    texts = ItemText.objects.order_by("version__item__key", "version__n", "locale")
    return (
        list(texts.values_list("version__item__key", "version__n", "locale", "prompt")),
        list(Item.objects.order_by("key").values_list("key", "held_back", "current__n", "label")),
        list(Assessment.objects.values_list("title", "preset")),
    )


def test_import_makes_items_with_tags_and_a_practice_test():
    done = load(line("1"), line("BW-3"))
    assert done.outcomes == {1: Loaded.CREATED, 2: Loaded.CREATED}
    tags = {item.key: set(item.tags.values_list("name", flat=True)) for item in Item.objects.all()}
    assert tags == {"1": {"bund", "law-governance"}, "BW-3": {"land-bw", "law-governance"}}
    assert done.assessment.minutes == 60
    sections = done.assessment.sections.values_list("tag", "draw", "chosen")
    assert list(sections) == [("bund", 30, False), ("land-", 3, True)]


def test_import_again_changes_nothing_and_a_changed_text_is_a_new_version():
    load(line("1"), line("2"))
    before = snapshot()
    assert load(line("1"), line("2")).counts == Counter({Loaded.SAME: 2})
    assert snapshot() == before
    changed = copy.deepcopy(line("2"))
    changed["text"]["de"]["question"] = "Was macht der Bundestag?"
    assert load(line("1"), changed).outcomes == {1: Loaded.SAME, 2: Loaded.REVISED}
    assert list(ItemVersion.objects.filter(item__key="2").order_by("n").values_list("n", flat=True)) == [1, 2]


def test_import_keeps_what_editors_corrected_while_the_file_says_nothing_new():
    load(line("1"))
    item = Item.objects.get()
    items.revise(item=item, draft=make.choice_draft("Besser gefragt"), tags=["bund"], actor=make.author(), at=AT)
    assert load(line("1")).outcomes == {1: Loaded.SAME}
    item.refresh_from_db()
    assert (item.label, item.current.n) == ("Besser gefragt", 2)


def test_dry_run_reports_and_changes_nothing():
    done = load(line("1"), dry_run=True)
    assert (done.outcomes, done.drawable) == ({1: Loaded.CREATED}, 1)
    assert (ItemBank.objects.count(), Item.objects.count(), Assessment.objects.count()) == (0, 0, 0)


def test_item_without_its_picture_is_kept_but_not_drawn_until_it_has_one():
    done = load(line("1", needs_image=True))
    assert (done.held_back, done.drawable) == (1, 0)
    item = Item.objects.get()
    german = make.TextDraft("de", "Welches Wappen?", choices={"a": "1", "b": "2"}, picture_alt="Zwei Wappen")
    draft = make.ItemDraft("single_choice", (german,), choices=("a", "b"), correct=frozenset("a"), picture=7)
    items.revise(item=item, draft=draft, tags=["bund"], actor=make.author(), at=AT)
    assert list(Item.objects.drawable()) == [item]
    assert load(line("1", needs_image=True)).drawable == 1


@pytest.mark.parametrize(
    ("english", "reason"),
    [
        ({"b": ""}, "empty"),
        ({"question": "  "}, "empty"),
        ({"b": "A Court"}, "equal"),
        ({"b": "ein Parlament"}, "german"),
        (
            {
                "question": "Was ist der Bundestag?",
                "a": "ein Gericht",
                "b": "ein Parlament",
                "c": "ein Amt",
                "d": "ein Fest",
            },
            "german",
        ),
    ],
)
def test_bad_translation_is_refused_for_its_item_only(english, reason):
    bad = line("1")
    bad["text"]["en"] |= english
    done = load(bad, line("2"))
    assert [one.refused for one in done.lines] == [(("en", reason),), ()]
    assert sorted(ItemText.objects.values_list("version__item__key", "locale")) == [
        ("1", "de"),
        ("2", "de"),
        ("2", "en"),
    ]


def test_numbers_abbreviations_and_names_in_both_languages_are_no_reason():
    numbers = {"question": "In welchem Jahr?", "a": "1949", "b": "1961", "c": "1989", "d": "1990"}
    names = {"question": "Wer war es?", "a": "Willy Brandt", "b": "Helmut Kohl", "c": "CDU", "d": "Angela Merkel"}
    text = [
        {"de": numbers, "en": numbers | {"question": "In which year?"}, "ar": numbers | {"question": "في أي عام؟"}},
        {"de": names, "en": names | {"question": "Who was it?"}, "ar": names | {"question": "من كان؟"}},
    ]
    done = load(line("1", text=text[0]), line("2", text=text[1]))
    assert [one.refused for one in done.lines] == [(), (("ar", "german"),)]


@pytest.mark.parametrize(
    "broken",
    [
        7,
        None,
        [],
        {},
        line(number=5),
        line(number="1; DROP"),
        line(number="\ud800"),
        line(number="XX-1"),
        line(number="1" * 10_000),
        line(solution="e"),
        line(solution=["a"]),
        line(needs_image="yes"),
        line(category=None),
        line(text=None),
        line(text={"en": {}}),
        line(text={"de": {"question": "?", "a": "1"}}),
        line(text={"de": dict.fromkeys(("question", "a", "b", "c", "d"), "gleich")}),
        line(text={"de": dict.fromkeys(("question", "a", "b", "c", "d"), "")}),
        line(text={"de": line()["text"]["de"] | {"a": "ein\0Gericht"}}),
        line(text={"de": line()["text"]["de"] | {"a": "x" * 501}}),
        line(text={"de": line()["text"]["de"] | {"question": "x" * 10_000_000}}),
        line(text=line()["text"] | {"en": {"question": 1}}),
    ],
)
def test_broken_line_is_named_and_nothing_is_imported(broken):
    done = load(line("2"), broken, line("3"))
    assert [one.place for one in done.broken] == [2]
    assert str(done.broken[0].problem)
    assert (done.outcomes, ItemBank.objects.count()) == ({}, 0)


def test_duplicate_number_is_named():
    done = load(line("1"), line("2"), line("1"))
    assert [(one.place, one.number) for one in done.broken] == [(3, "1")]
    assert ItemBank.objects.count() == 0


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xff\xfe[]", "not UTF-8"),
        (b"[{]", "line 1, column 3"),
        (b"", "not JSON"),
        (b"{}", "must be a list"),
        (b"[" * 100_000, "cannot be read"),
        (b"[" + b"9" * 5000 + b"]", "cannot be read"),
        (b"[" + b"1," * 5000 + b"1]", "more than 5000"),
        (b" " * (bank_file.SIZE_LIMIT + 1), "larger than 20 megabytes"),
    ],
)
def test_unreadable_file_says_why(data, words):
    with pytest.raises(bank_file.Unreadable, match=words):
        bank_file.read(data)


def command(*arguments):
    out = StringIO()
    call_command("import_bank", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_command_reports_each_line_and_refuses_in_words(tmp_path):
    file = tmp_path / "probe.json"
    with pytest.raises(CommandError, match="cannot be read"):
        command(file)
    file.write_text(json.dumps([line("1"), line("1")]))
    with pytest.raises(CommandError, match="Nothing was imported: 1 lines are broken"):
        command(file)
    file.write_text(json.dumps([line("1"), line("BW-2", needs_image=True)]))
    assert "This was a trial" in command(file, "--dry-run")
    report = command(file).splitlines()
    assert [words.split() for words in report[:2]] == [
        ["1", "1", "new"],
        ["2", "BW-2", "new;", "held", "back:", "its", "picture", "is", "missing"],
    ]
    assert ItemBank.objects.get().key == "probe"
