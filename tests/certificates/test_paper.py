"""The paper: every word in its place in both scripts, accessible and archivable, small, with the code of its own address."""

import io
from collections.abc import Iterator
from typing import Any

import pypdf
import pytest
from pypdf.generic import ContentStream

from certificates import rendering, samples
from certificates.domain import credential as credentials
from certificates.domain import template as templates
from certificates.enums import Kind
from certificates.models import CredentialPdf
from certificates.papers import paper_of
from tests.e2e.paper import Paper
from tests.factories import certificates, people

pytestmark = pytest.mark.django_db

PDFUA, PDFA = "http://www.aiim.org/pdfua/ns/id/", "http://www.aiim.org/pdfa/ns/id/"
KILOBYTES = 40


def reader(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data))


def claims(data: bytes) -> dict[str, str]:
    """What the metadata promises: parts of PDF/UA and PDF/A, and the level of the latter."""
    xmp = reader(data).xmp_metadata
    assert xmp is not None
    wanted = {"ua": (PDFUA, "part"), "a": (PDFA, "part"), "level": (PDFA, "conformance")}
    return {key: value for key, (space, name) in wanted.items() for value in [_value(xmp, space, name)]}


def _value(xmp, space: str, name: str) -> str:
    (found,) = xmp.get_element("", space, name)
    return found.nodeValue if found.nodeType == found.ATTRIBUTE_NODE else found.firstChild.data


def fonts(data: bytes) -> dict[str, tuple[bool, bool]]:
    """Every font of the page: whether it is embedded, and whether its signs are known as letters."""
    page: Any = reader(data).pages[0]
    found = {}
    for font in page["/Resources"]["/Font"].values():
        outer = font.get_object()
        inner = outer["/DescendantFonts"][0].get_object()
        descriptor = inner["/FontDescriptor"]
        is_embedded = "/FontFile2" in descriptor or "/FontFile3" in descriptor
        found[str(inner["/BaseFont"])] = (is_embedded, "/ToUnicode" in outer)
    return found


def elements(node: Any) -> Iterator[Any]:
    """Every element of the structure, in the order of reading."""
    node = node.get_object()
    below = node.get("/K", []) if isinstance(node, dict) else []
    if isinstance(node, dict) and "/S" in node:
        yield node
    for child in below if isinstance(below, list) else [below]:
        if not isinstance(child, int):
            yield from elements(child)


def run(text: str) -> str:
    """Without spaces, which a PDF does not store between all words."""
    return "".join(text.split())


def seen(arabic: str) -> str:
    """Arabic words as a reader of lines meets them from the left; the letters of each word in the order of reading."""
    return "".join(reversed(arabic.split()))


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "de",
            (
                "Teilnahmebescheinigung",
                "Hiermit bescheinigen wir:",
                "hat am Kurs Mitreden vor Ort mit 32 von 36",
                "Unterrichtseinheiten zu je 45 Minuten teilgenommen",
                "Deutschland: Geschichte und Aufbau",
                "Filderstadt, 20. November 2026",
                "Petra Beispiel",
                "Gefördert durch: Name des Programms und des Fördergebers (Platzhalter)",
            ),
        ),
        (
            "en",
            (
                "Certificate of participation",
                "has taken part in the course Mitreden vor Ort",
                "20 November 2026",
                "No. T-2026-",
            ),
        ),
    ],
)
def test_latin_paper_says_every_word(language, lines):
    held = certificates.credential(language=language)
    text = run(Paper(bytes(held.pdf.data)).text)
    assert [line for line in lines if run(line) not in text] == []
    assert run(held.number) in text
    assert run("Leyla Haddad") in text
    assert seen("ليلى حداد") in text


def test_arabic_paper_says_every_word_in_arabic_and_each_name():
    course = certificates.course(units=30, title="Mitreden vor Ort", ar="المشاركة في القرار")
    earned = certificates.achievement(of=course)
    held = certificates.credential(of=earned, language="ar")
    paper = Paper(bytes(held.pdf.data))
    for line in ("شهادة مشاركة", "ليلى حداد", "المشاركة في القرار", "المحتويات", "فيلدرشتات"):
        assert seen(line) in run(paper.text), line
    for words in ("تمنح هذه الشهادة إلى", "المجلس البلدي واللجنة", "وحدة تعليمية", "Leyla Haddad", held.number, "2026"):
        assert paper.says(words), words


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_paper_promises_ua_and_a_is_tagged_named_and_small(language):
    held = certificates.credential(language=language)
    data = bytes(held.pdf.data)
    root = reader(data).trailer["/Root"]
    assert claims(data) == {"ua": "1", "a": "2", "level": "A"}
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], "/StructTreeRoot" in root) == (language, True, True)
    assert (
        root["/ViewerPreferences"]["/DisplayDocTitle"] is True or root["/ViewerPreferences"]["/DisplayDocTitle"].value
    )
    assert held.number in str(reader(data).metadata.title)
    assert set(fonts(data).values()) == {(True, True)}
    assert len(data) <= KILOBYTES * 1024


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_paper_is_structured_as_it_promises(language):
    """What can be told of PDF/UA-1 and PDF/A-2a without a validator of its own."""
    file = reader(bytes(certificates.credential(language=language).pdf.data))
    root: Any = file.trailer["/Root"]
    page: Any = file.pages[0]
    found = list(elements(root["/StructTreeRoot"]))
    kinds = [str(element["/S"]) for element in found]
    figures = [element for element in found if element["/S"] == "/Figure"]
    assert kinds[0] == "/Document"
    assert kinds.count("/H1") == 1
    assert figures
    assert [element for element in figures if not str(element.get("/Alt", "")).strip()] == []
    assert (page["/Tabs"], "/StructParents" in page) == ("/S", True)
    notes = [note.get_object() for note in page.get("/Annots", [])]
    assert all(note.get("/Contents") and "/StructParent" in note for note in notes)
    assert [str(intent.get_object()["/S"]) for intent in root["/OutputIntents"]] == ["/GTS_PDFA1"]
    content = ContentStream(page.get_contents(), file).operations
    begun = [operands for operands, operator in content if operator in (b"BDC", b"BMC")]
    assert begun
    assert len(begun) == sum(operator == b"EMC" for _, operator in content)
    assert drawn_untagged(content) == []


def drawn_untagged(content: list[tuple[Any, bytes]]) -> list[bytes]:
    """What is put on the page outside of every tag and of every mark as decoration."""
    depth, loose = 0, []
    for _operands, operator in content:
        depth += {b"BDC": 1, b"BMC": 1, b"EMC": -1}.get(operator, 0)
        if depth == 0 and operator in (b"Tj", b"TJ", b"Do", b"f", b"F", b"S", b"B", b"f*", b"sh"):
            loose.append(operator)
    return loose


def test_code_on_paper_is_that_of_its_own_verify_address(settings):
    settings.SITE_URL = "https://teilhabe.example.org"
    held = certificates.credential()
    assert Paper(bytes(held.pdf.data)).address == held.verify_url
    assert held.verify_url == f"https://teilhabe.example.org/verify/{held.shown_code}"


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_longest_sample_of_each_kind_fits_on_one_small_page(kind, language):
    template = templates.current(kind)
    paper = samples.paper(template, language, on=certificates.AT.date())
    assert rendering.fits(paper, at=certificates.AT)
    data = templates.preview(template, language, certificates.AT)
    assert (len(reader(data).pages), len(data) <= KILOBYTES * 1024) == (1, True)


def test_sample_code_is_known_to_nobody(client):
    assert client.get(f"/de/verify/{samples.CODE}/").status_code == 404


def test_each_kind_says_on_paper_what_it_attests():
    said = {}
    for kind, course, units, exam in certificates.kinds():
        earned = certificates.completed(people.learner(), course, units=units, exam=exam)
        said[kind] = (earned.kind, Paper(bytes(certificates.credential(of=earned).pdf.data)).text)
    assert {kind: found for kind, (found, _text) in said.items()} == {kind: kind for kind in Kind}
    assert "weist keine besuchten" in said[Kind.SELF_STUDY][1].replace("\n", "")
    assert "Unterrichtseinheiten" in said[Kind.PARTICIPATION][1]
    assert "rüfung" in said[Kind.EXAM][1].replace("Echtheit prüfen", "")


def test_same_record_gives_the_same_bytes_and_a_second_issue_changes_nothing():
    held = certificates.credential()
    paper = held.pdf
    again = rendering.pdf(
        [paper_of(held)],
        title=f"Teilnahmebescheinigung {held.number}",
        author=held.template.issuer,
        at=held.confirmed_at,
    )
    assert bytes(paper.data) == again
    assert credentials.issue(credential_id=held.pk, at=certificates.AT) is None
    assert CredentialPdf.objects.get().sha256 == paper.sha256


@pytest.mark.parametrize(
    ("title", "printed"), [("Mitreden 😀", "Mitreden"), ("Mitreden 👩‍👩‍👧 vor Ort 参加", "Mitreden vor Ort")]
)
def test_title_with_a_sign_that_our_fonts_lack_is_printed_without_it(title, printed):
    course = certificates.course(title=title)
    earned = certificates.completed(people.learner(), course)
    text = reader(certificates.credential(of=earned).pdf.data).pages[0].extract_text()
    assert run(f"Kurs {printed} ") in run(text)
    assert [sign for sign in "😀👩参" if sign in text] == []
