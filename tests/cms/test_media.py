"""Pictures as browsers fetch them: every size of a page, kept for good; nothing else has an address under /media/."""

import io
import re
from html import unescape
from urllib.parse import quote

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image

from cms.models import Funder, Rendition, SiteDocument, SiteImage
from people.enums import Role
from tests.factories import editorial, people, uploads

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def sources(page: str) -> set[str]:
    """The addresses of all pictures, in every size and format."""
    lists = re.findall(r'(?:src|srcset)="([^"]+)"', page)
    found = {unescape(part).split()[0] for one in lists for part in one.split(", ")}
    return {address for address in found if address.startswith("/media/")}


def picture_block(image: SiteImage, **about: object) -> dict[str, object]:
    return {"type": "picture", "value": {"image": {"image": image.pk, "alt_text": "Ein Tisch", **about}, "caption": ""}}


def body(response) -> bytes:
    return b"".join(response.streaming_content)


@pytest.fixture
def rendition() -> Rendition:
    return editorial.picture().get_rendition("width-480|format-webp")


def test_every_picture_of_a_page_is_there_in_every_size():
    page = editorial.news(picture=editorial.picture(), body=[picture_block(editorial.picture())])
    found = sources(Client().get(page.get_url()).content.decode())
    assert len(found) == 3 * 3 + 2 * 3  # the leading picture has one size more
    for address in found:
        response = Client().get(address)
        kind, width = re.search(r"width-(\d+)\.format-(\w+)", address).group(2, 1)
        assert (response.status_code, response["Content-Type"]) == (200, f"image/{kind}")
        with Image.open(io.BytesIO(body(response))) as drawn:
            assert drawn.width == int(width)


def test_emblem_of_a_funder_is_there():
    Funder.objects.create(
        name="Fonds", sentence="Gefördert.", emblem=editorial.picture(), locale=editorial.locale("de")
    )
    (address,) = sources(Client().get(editorial.plain("Hilfe").get_url()).content.decode())
    assert Client().get(address).status_code == 200


def test_author_sees_pictures_at_the_desk():
    image = editorial.picture()
    client = Client()
    client.force_login(people.second_factor(people.account(Role.AUTHOR)))
    shown = [client.get(page).content.decode() for page in ("/admin/images/", f"/admin/images/{image.pk}/")]
    shown.append(client.get("/admin/images/chooser/").json()["html"])
    for page in shown:
        found = sources(page) | set(re.findall(r'href="(/media/[^"]+)"', page))
        assert found
        assert {client.get(address).status_code for address in found} == {200}


def test_picture_is_kept_for_good_by_any_cache(rendition, django_assert_num_queries):
    client = Client()
    client.force_login(people.learner("Nadia Karam").account)
    with django_assert_num_queries(1):
        response = client.get(rendition.url)
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert not response.has_header("Vary")
    assert not response.cookies
    assert client.head(rendition.url)["Content-Length"] == str(rendition.file.size)
    assert client.get(rendition.url, headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert client.post(rendition.url).status_code == 405


def test_another_picture_of_the_same_name_has_another_address():
    first = SiteImage.objects.create(title="Platz", file=uploads.photo(size=(40, 30), name="platz"))
    before = first.get_rendition("width-20").url
    first.delete()
    first.file.storage.delete(first.file.name)
    second = SiteImage.objects.create(title="Platz", file=uploads.photo(size=(30, 40), name="platz"))
    assert second.file.name == first.file.name
    assert second.get_rendition("width-20").url != before


def test_address_does_not_depend_on_where_files_are_kept(rendition, settings):
    settings.MEDIA_URL = "https://bucket.example.net/"
    assert Rendition.objects.get().url.startswith("/media/images/")


def test_pictures_say_nothing_of_where_a_photo_was_taken():
    image = SiteImage.objects.create(title="Foto", file=uploads.photo_with_place())
    assert b"SecretPhone" in image.file.read()
    for spec in ("width-20|format-avif", "width-20|format-webp", "width-20|format-png", "width-20", "original"):
        drawn = body(Client().get(image.get_rendition(spec).url))
        assert (b"SecretPhone" in drawn, b"SecretNote" in drawn) == (False, False), spec
        with Image.open(io.BytesIO(drawn)) as picture:
            assert not picture.getexif(), spec
            assert picture.height > picture.width  # it stands upright all the same


def test_what_is_no_picture_of_a_page_is_not_found(rendition, tmp_path):
    name = rendition.url.rpartition("/")[2]
    document = SiteDocument(title="Text")
    document.file.save("text.pdf", ContentFile(b"%PDF-1.7"))
    (tmp_path / "assignments").mkdir()
    (tmp_path / "assignments" / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "images" / "stray.jpg").write_bytes(b"\xff\xd8\xff")
    for path in (
        f"/media/{rendition.image.file.name}",
        f"/media/{document.file.name}",
        "/media/assignments/photo.jpg",
        "/media/images/../assignments/photo.jpg",
        "/media/images/..%2Fassignments%2Fphoto.jpg",
        "/media/images/stray.jpg",
        "/media/images/nothing",
        "/media/images/",
        "/media/images",
        "/media/",
        f"/media/images/{name}%00",
        f"/media/images/%00{name}",
        f"/media/images/{name}%0A",
        f"/media/images/./{name}",
        f"/media/images/{name}/",
        f"/de/media/images/{name}",
        "/media/images/" + quote("..\\" + name),
        "/media/images/" + "ا" * 300,
    ):
        assert Client().get(path).status_code == 404, path


def test_lost_file_is_not_found(rendition):
    rendition.file.storage.delete(rendition.file.name)
    assert Client().get(rendition.url).status_code == 404


def test_content_host_has_no_pictures(rendition):
    assert Client().get(rendition.url, headers={"host": "content.teilhabe.localhost"}).status_code == 404
