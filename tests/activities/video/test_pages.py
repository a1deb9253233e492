"""The film in the lesson's page, its files in parts, and what an author sets."""

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction

from activities.video.forms import VideoConfigForm
from activities.video.kind import Video
from courses.domain import enrolment
from courses.enums import Access, Evidence
from courses.models import Activity, Course
from people.enums import Role
from tests.factories import people, uploads
from tests.factories.activities import bench, course_with

pytestmark = pytest.mark.django_db

FILM = b"\0\0\0\x18ftypmp42" + bytes(range(256)) * 8


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def document(name, content=FILM):
    return get_document_model().objects.create(title=name, file=ContentFile(content, name=name))


@pytest.fixture
def config():
    image = get_image_model().objects.create(title="Rathaus", file=uploads.photo(size=(1600, 900)))
    form = VideoConfigForm(
        {
            "mp4": document("film.mp4").pk,
            "webm": document("film.webm", FILM[:500]).pk,
            "seconds": "150",
            "poster": image.pk,
            "captions_de": document("film.de.vtt", b"WEBVTT\n").pk,
            "captions_ar": document("film.ar.vtt", b"WEBVTT\n").pk,
        }
    )
    assert form.is_valid(), form.errors
    return form.to_config() | {"text": {"description": "Eine Sitzung.", "transcript": "<p>Guten Abend.</p>"}}


def test_form_gives_json_and_shows_it_again(config):
    assert (config["mp4"]["size"], config["webm"]["size"], config["seconds"]) == (len(FILM), 500, 150)
    assert sorted(config["captions"]) == ["ar", "de"]
    assert Video().validate(config) == []
    initial = VideoConfigForm.initial_of(config)
    assert initial["captions_ar"] == config["captions"]["ar"]
    again = VideoConfigForm({name: value for name, value in initial.items() if value})
    assert again.is_valid()
    assert again.to_config().items() <= config.items()


def test_form_refuses_another_kind_of_file():
    form = VideoConfigForm({"mp4": document("text.pdf").pk, "seconds": "5"})
    assert ".mp4" in form.errors["mp4"][0]


def test_missing_film_and_transcript_are_named():
    assert [issue.field for issue in Video().validate({})] == ["mp4", "transcript"]


def test_page_loads_nothing_before_play_and_names_the_size(config):
    html = bench("video", config).html(language="ar")
    assert 'preload="none"' in html
    assert html.index("video/webm") < html.index("video/mp4")
    assert 'srclang="ar" label="العربية" default' in html
    assert "<script" in html
    assert "autoplay" not in html


def test_visitor_sees_the_film_without_a_script(config):
    html = bench("video", config).html(person=False)
    assert "<video" in html
    assert "<script" not in html
    assert "data-film" not in html


def test_film_not_there_yet_shows_its_transcript():
    html = bench("video", {"text": {"transcript": "<p>Guten Abend.</p>"}}).html()
    assert "<video" not in html
    assert "Guten Abend." in html


def test_position_is_kept_and_ninety_percent_complete_it_by_the_devices_word(config):
    at = bench("video", config)
    first = at.act("position", {"position": 60.04, "seconds": 151, "played": [[0, 60]]})
    assert (first["completed"], at.facts()) == (False, [])
    assert 'data-position="60.0"' in at.html()
    assert at.act("position", {"position": 140, "seconds": 151, "played": [[60, 140]]})["completed"]
    assert at.attempt().evidence == Evidence.CLIENT
    at.act("position", {"position": 3, "seconds": 151, "played": [[0, 3]]})
    assert 'data-position="3.0"' in at.html()
    assert at.facts() == ["completed"]


def test_film_of_an_open_course_is_sent_in_parts_to_anyone(client, config):
    bench("video", config)
    url = f"/film/{config['mp4']['document']}"
    whole = client.get(url)
    assert (whole.status_code, whole["Content-Type"], b"".join(whole.streaming_content)) == (200, "video/mp4", FILM)
    part = client.get(url, headers={"range": "bytes=4-7", "accept-encoding": "gzip"})
    assert (part.status_code, b"".join(part.streaming_content)) == (206, b"ftyp")
    assert part["Content-Range"] == f"bytes 4-7/{len(FILM)}"
    assert client.get(url, headers={"if-none-match": whole["ETag"]}).status_code == 304
    captions = client.get(f"/film/{config['captions']['de']}")
    assert captions["Content-Type"] == "text/vtt; charset=utf-8"


def test_film_of_a_members_course_is_there_for_its_people_and_who_writes_it(client, config):
    at = bench("video", config)
    Course.objects.update(access=Access.MEMBERS)
    files = get_document_model().objects.filter(pk__in=[config["mp4"]["document"], config["captions"]["ar"]])
    doors = [f"/film/{one.pk}" for one in files] + [one.url for one in files]
    for stranger in (None, people.learner("Malik").account):
        if stranger:
            client.force_login(stranger)
        assert [client.get(url, follow=True).status_code for url in doors] == [404] * 4
    for reader in (at.person.account, people.account(Role.TRAINER)):
        client.force_login(reader)
        answers = [client.get(url) for url in doors]
        assert [answer.status_code for answer in answers] == [200] * 4
        assert answers[0]["Cache-Control"].startswith("private")
    enrolment.leave(enrolment=at.person.enrolments.get(), actor=at.person.account, at=at.later())
    client.force_login(at.person.account)
    assert [client.get(url, follow=True).status_code for url in doors] == [404] * 4


def test_film_that_an_open_course_shows_too_is_there_for_anyone(client, config):
    at = bench("video", config)
    Course.objects.update(access=Access.MEMBERS)
    url = f"/film/{config['mp4']['document']}"
    assert client.get(url, follow=True).status_code == 404
    course_with(at.activity)
    assert client.get(url)["Cache-Control"].startswith("public")


def test_film_in_no_lesson_yet_is_there_for_who_writes(client, config):
    Activity.objects.create(type="video", title="Film", config=config)
    url = f"/film/{config['webm']['document']}"
    assert client.get(url, follow=True).status_code == 404
    client.force_login(people.account(Role.AUTHOR))
    assert client.get(url).status_code == 200


def test_poster_is_small(client, config):
    answer = client.get(f"/film/poster/{config['poster']}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")


def test_other_documents_closed_collections_and_unknown_numbers_are_404(client, config):
    closed = Collection.get_first_root_node().add_child(name="Intern")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    get_document_model().objects.filter(pk=config["mp4"]["document"]).update(collection=closed)
    get_image_model().objects.filter(pk=config["poster"]).update(collection=closed)
    urls = [
        f"/film/{document('plan.pdf').pk}",
        f"/film/{config['mp4']['document']}",
        f"/film/poster/{config['poster']}",
    ]
    urls += ["/film/999999", "/film/poster/999999", f"/film/{10**30}"]
    assert [client.get(url, follow=True).status_code for url in urls] == [404] * len(urls)
