"""Documents are saved, never opened by the site; what a browser would run is not taken in."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cms.models import SiteDocument, SiteImage
from courses.enums import Access
from people.enums import Role
from tests.factories import pages, people

pytestmark = pytest.mark.django_db

PAGE = b"<html><script>alert(1)</script></html>"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def author() -> Client:
    client = Client()
    client.force_login(people.second_factor(people.account(Role.AUTHOR)))
    return client


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("satzung.pdf", b"%PDF-1.7"),
        ("seite.pdf", PAGE),
        ("notiz.txt", PAGE),
        ("liste.csv", b"a,b"),
        ("brief.docx", b"PK"),
        ("ton.mp3", b"ID3"),
        ("rat.vtt", b"WEBVTT"),
        ("früher.html", PAGE),  # taken in before it was refused
        ("früher.svg", DRAWING),
    ],
)
def test_document_is_an_attachment(author, name, content):
    document = SiteDocument(title=name)
    document.file.save(name, ContentFile(content))
    assert Client().get(document.url).status_code == 404  # it stands nowhere yet
    response = author.get(document.url)
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert b"".join(response.streaming_content) == content


def test_download_of_a_members_lesson_is_there_for_its_readers_unless_an_open_page_has_it(client):
    document = SiteDocument(title="Plan")
    document.file.save("plan.pdf", ContentFile(b"%PDF-1.7"))
    download = {"type": "download", "value": {"title": "Plan", "file": document.pk}}
    lesson = pages.lesson(pages.module(pages.course((), access=Access.MEMBERS), 0))
    lesson.body = lesson.body.stream_block.to_python([download])
    pages.publish(lesson)
    assert client.get(document.url).status_code == 404
    client.force_login(people.account(Role.TRAINER))
    assert client.get(document.url).status_code == 200
    client.logout()
    open_lesson = pages.lesson(pages.module(pages.course(()), 0))
    open_lesson.body = lesson.body
    pages.publish(open_lesson)
    assert client.get(document.url).status_code == 200


@pytest.mark.parametrize(("name", "content"), [("seite.html", PAGE), ("bild.svg", DRAWING), ("seite.xhtml", PAGE)])
def test_what_a_browser_runs_is_refused_as_a_document(author, name, content):
    answer = author.post("/admin/documents/add/", {"title": name, "file": SimpleUploadedFile(name, content)})
    assert (answer.status_code, SiteDocument.objects.count()) == (200, 0)
    assert "file" in answer.context["form"].errors
    many = author.post("/admin/documents/multiple/add/", {"title": name, "files[]": SimpleUploadedFile(name, content)})
    assert (many.json()["success"], SiteDocument.objects.count()) == (False, 0)


@pytest.mark.parametrize(
    ("name", "content"), [("bild.svg", DRAWING), ("bild.png", DRAWING), ("bild.jpg", PAGE), ("seite.html", PAGE)]
)
def test_what_is_no_picture_is_refused_as_a_picture(author, name, content):
    answer = author.post("/admin/images/add/", {"title": name, "file": SimpleUploadedFile(name, content)})
    assert (answer.status_code, SiteImage.objects.count()) == (200, 0)
    assert "file" in answer.context["form"].errors
