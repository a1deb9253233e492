"""Each block as it is read: words explained, German beside, files with size and licence, nothing that needs a script."""

import re

import pytest
from django.core.files.base import ContentFile
from django.template import Context, Template
from django.test import Client
from django.utils import translation

from cms.models import SiteDocument
from cms.queries.words import words_of
from tests.factories import editorial, pages

pytestmark = pytest.mark.django_db


def text(value: str) -> dict[str, object]:
    return {"type": "text", "value": value}


def read(page, language: str = "de") -> str:
    address = page.get_url() if language == "de" else f"/{language}/text/{page.translation_key}/"
    response = Client().get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def main_of(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


@pytest.fixture
def words():
    german = editorial.word("gemeinderat", "Gemeinderat", "Die gewählten Menschen.")
    editorial.word("gemeinderat", "المجلس البلدي", "المنتخبون", "ar", translation_key=german.translation_key)
    editorial.word("antrag", "Antrag", "Ein Vorschlag.")
    editorial.word("verein", "Verein", "Gehört nicht hierher.")


@pytest.mark.usefixtures("words")
def test_marked_words_lead_to_their_explanation():
    page = read(
        editorial.plain(
            "Rat", text("<p>Der [[gemeinderat|Rat &amp; mehr]], ein [[antrag|Antrag]], der [[gemeinderat|Rat]].</p>")
        )
    )
    links = re.findall(r'<a class="word-note" id="([\w-]+)" href="#([\w-]+)">([^<]+)</a>', page)
    assert links == [
        ("mark-gemeinderat-1", "word-gemeinderat", "Rat &amp; mehr"),
        ("mark-antrag-1", "word-antrag", "Antrag"),
        ("mark-gemeinderat-2", "word-gemeinderat", "Rat"),
    ]
    assert re.findall(r'<div id="(word-[\w-]+)"', page) == ["word-gemeinderat", "word-antrag"]
    assert "Die gewählten Menschen." in page
    assert "Gehört nicht hierher." not in page


@pytest.mark.usefixtures("words")
def test_words_are_explained_in_the_readers_language_else_in_german():
    page = editorial.plain("Rat", text("<p>[[gemeinderat|Rat]] [[antrag|Antrag]]</p>"))
    found = words_of([page.body], "ar")
    assert [(word.key, word.word, word.language, word.dir) for word in found.values()] == [
        ("gemeinderat", "المجلس البلدي", "ar", "rtl"),
        ("antrag", "Antrag", "de", "ltr"),
    ]


@pytest.mark.usefixtures("words")
@pytest.mark.parametrize("marks", ["[[antrag|Antrag]]", "[[antrag|Antrag]] [[gemeinderat|Rat]] [[verein|Verein]]"])
def test_words_take_one_query_however_many(marks, django_assert_num_queries):
    body = editorial.plain("Rat", text(f"<p>{marks}</p>")).body
    with django_assert_num_queries(1):
        words_of([body], "ar")


def test_word_that_left_the_glossary_stands_as_plain_text():
    page = main_of(read(editorial.plain("Rat", text("<p>Ein [[weg|Beirat]].</p>"))))
    assert "Ein Beirat." in page
    assert "word-note" not in page
    assert "words-title" not in page


def test_callout_and_accordion_need_no_script():
    entries = [{"type": "item", "id": "1", "value": {"title": "Wer?", "text": "<p>Alle.</p>"}}]
    page = main_of(
        read(
            editorial.plain(
                "Rat",
                {"type": "callout", "value": {"kind": "reassurance", "title": "Keine Sorge", "text": "<p>Ruhig.</p>"}},
                {"type": "accordion", "value": {"entries": entries}},
            )
        )
    )
    assert '<div class="note reassurance" role="note"> <h3>Keine Sorge</h3> <p' in page
    assert '<details class="fold"> <summary>Wer?</summary> <div><p' in page
    assert "<script" not in page
    assert "style=" not in page


def test_picture_is_light_described_and_credited():
    image = editorial.picture(credit="Atelier <Beispiel>", licence="CC-BY-SA-4.0")
    value = {"image": {"image": image.pk, "decorative": False, "alt_text": "Ein Tisch"}, "caption": "Rund."}
    page = main_of(read(editorial.plain("Bild", {"type": "picture", "value": value})))
    assert re.findall(r'type="(image/\w+)"', page) == ["image/avif", "image/webp"]
    shown = re.search(r"<img[^>]*>", page)[0]
    assert 'alt="Ein Tisch"' in shown
    assert 'loading="lazy"' in shown
    assert re.search(r'width="\d+"', shown)
    assert re.search(r'height="\d+"', shown)
    assert "480w" in shown
    assert "Atelier &lt;Beispiel&gt;" in page
    assert 'href="https://creativecommons.org/licenses/by-sa/4.0/"' in page


def test_decorative_picture_is_silent():
    value = {"image": {"image": editorial.picture().pk, "decorative": True, "alt_text": ""}, "caption": ""}
    page = main_of(read(editorial.plain("Bild", {"type": "picture", "value": value})))
    assert 'alt=""' in re.search(r"<img[^>]*>", page)[0]
    assert "figcaption" not in page


def document(name: str, size: int, **fields: object) -> SiteDocument:
    made = SiteDocument(title=name, **fields)
    made.file.save(name, ContentFile(b"x" * size))
    return made


def test_download_names_size_and_licence():
    file = document("merkblatt.pdf", 2048, licence="CC0-1.0")
    page = main_of(
        read(editorial.plain("Datei", {"type": "download", "value": {"title": "Merkblatt", "file": file.pk}}))
    )
    assert f'<a href="{file.url}" download>Merkblatt</a>' in page
    assert "PDF · <bdi>2,0\xa0KB</bdi>" in page.replace("&nbsp;", "\xa0") or "PDF · <bdi>2,0 KB</bdi>" in page
    assert 'href="https://creativecommons.org/publicdomain/zero/1.0/"' in page


def test_sound_waits_for_a_tap_and_has_its_words():
    file = document("gruss.mp3", 10)
    value = {"title": "Gruß", "file": file.pk, "transcript": "<p>Guten Abend.</p>"}
    page = main_of(read(editorial.plain("Ton", {"type": "audio", "value": value})))
    assert f'<audio controls preload="none" src="{file.url}"></audio>' in page
    assert "Guten Abend." in page


def beside(language: str, shown, german) -> str:
    source = "{% load wagtailcore_tags %}{% for block in page.body %}{% include_block block %}{% endfor %}"
    with translation.override(language):
        return " ".join(Template(source).render(Context({"page": shown, "german_body": german.body})).split())


def lesson_with(value: str, block: str):
    page = pages.lesson(pages.module(pages.course(lessons=()), 0))
    page.body = page.body.stream_block.to_python([{"type": "side_by_side", "id": block, "value": {"text": value}}])
    return page


def test_german_stands_beside_the_readers_language():
    german, arabic = lesson_with("<p>Der Rat entscheidet.</p>", "b1"), lesson_with("<p>المجلس يقرر.</p>", "b1")
    page = beside("ar", arabic, german)
    assert '<div class="block two"> <div lang="de" dir="ltr"><p' in page
    assert page.index("Der Rat entscheidet.") < page.index('<div lang="ar" dir="rtl">') < page.index("المجلس يقرر.")


def test_german_alone_stands_once():
    german = lesson_with("<p>Der Rat entscheidet.</p>", "b1")
    page = beside("de", german, german)
    assert page.count("Der Rat entscheidet.") == 1
    assert "two" not in page


def test_block_without_a_german_twin_stands_once():
    german, arabic = lesson_with("<p>Der Rat.</p>", "b1"), lesson_with("<p>المجلس.</p>", "b2")
    page = beside("ar", arabic, german)
    assert "Der Rat." not in page
    assert "المجلس." in page


@pytest.mark.usefixtures("words")
def test_explained_word_block_keeps_its_language():
    term = editorial.word("beirat", "Beirat", "Berät.")
    page = lesson_with("<p>x</p>", "b1")
    page.body = page.body.stream_block.to_python([{"type": "word", "value": {"term": term.pk}}])
    assert '<dt lang="de" dir="ltr"><strong>Beirat</strong></dt>' in beside("ar", page, page)
