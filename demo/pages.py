"""The demo's pages: home, three tracks with their courses, news, events and plain pages."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from wagtail.models import Locale, Page, Site

from cms.models import (
    ContactPage,
    CoursePage,
    EventIndexPage,
    EventPage,
    GlossaryTerm,
    HomePage,
    LessonPage,
    ModulePage,
    NewsIndexPage,
    NewsPage,
    StandardPage,
    Topic,
    TrackPage,
)
from core.languages import SOURCE_LANGUAGE
from demo import activities, content, items, pictures
from demo.content import Texts, html_texts
from demo.translations import Dictionary, translate

BERLIN = ZoneInfo("Europe/Berlin")
COURSES = {"training": "training", "mentors": "mentors", "organisations": "organisations"}
OPTIONAL = {"video", "practice_test"}  # activities that nobody must do for a certificate
TOPICS: dict[str, Texts] = {
    "staat": {"de": "Staat und Politik", "en": "State and politics", "ar": "الدولة والسياسة"},
    "geschichte": {"de": "Geschichte", "en": "History", "ar": "التاريخ"},
    "kommune": {"de": "Stadt und Gemeinde", "en": "Town and municipality", "ar": "المدينة والبلدية"},
    "verein": {"de": "Verein und Verband", "en": "Associations and federations", "ar": "الجمعيات والاتحادات"},
    "ehrenamt": {"de": "Ehrenamt", "en": "Volunteering", "ar": "العمل التطوعي"},
    "recht": {"de": "Recht", "en": "Law", "ar": "القانون"},
    "vielfalt": {"de": "Vielfalt", "en": "Diversity", "ar": "التنوّع"},
    "mentoring": {"de": "Begleiten", "en": "Accompanying", "ar": "المرافقة"},
}


def add(parent: Page, page: Page, words: Dictionary) -> Any:
    """Adds a German page live, then its translations."""
    page.locale = parent.locale if parent.depth > 1 else Locale.objects.get(language_code=SOURCE_LANGUAGE)
    page.live = False
    parent.add_child(instance=page)
    page.save_revision().publish()
    translate(page, words)
    page.refresh_from_db()
    return page


def make_locales(languages: list[str]) -> None:
    for language in languages:
        Locale.objects.get_or_create(language_code=language)


def make_snippets() -> None:
    """Glossary and topics. Words come before texts, which are checked against them."""
    for term in content.read("glossary.toml")["term"]:
        words = Dictionary()
        made = GlossaryTerm(
            key=term["key"],
            word=words.plain(term["word"]),
            explanation=words.plain(term["explanation"]),
            locale=Locale.objects.get(language_code=SOURCE_LANGUAGE),
        )
        made.save()
        translate(made, words)
    for slug, name in TOPICS.items():
        words = Dictionary()
        topic = Topic(slug=slug, name=words.plain(name), locale=Locale.objects.get(language_code=SOURCE_LANGUAGE))
        topic.save()
        translate(topic, words)


def make_home(texts: dict[str, Any]) -> HomePage:
    root = Page.get_first_root_node()
    for old in root.get_children():
        old.delete()
    root.refresh_from_db()
    words = Dictionary()
    home = add(
        root,
        HomePage(
            title=words.plain(texts["home"]["title"]),
            slug="start",
            claim=words.plain(texts["home"]["claim"]),
            lead=words.plain(texts["home"]["lead"]),
        ),
        words,
    )
    Site.objects.update_or_create(
        is_default_site=True, defaults={"root_page": home, "hostname": "localhost", "site_name": "Teilhabe"}
    )
    return home


def make_tracks(home: HomePage, texts: dict[str, Any]) -> None:
    for door in texts["door"]:
        words = Dictionary()
        of_track = texts["track"][door["track"]]
        page = TrackPage(
            title=words.plain(door["title"]),
            slug=door["track"],
            track=door["track"],
            word=words.plain(door["word"]),
            summary=words.plain(door["text"]),
            lead=words.plain(of_track["lead"]),
            body=[("text", words.rich(html_texts(of_track["text"])))],
            show_in_menus=True,
        )
        make_course(add(home, page, words), COURSES[door["track"]])


def make_course(track: TrackPage, folder: str) -> CoursePage:
    data = content.read(f"{folder}/course.toml")
    words = Dictionary()
    page = CoursePage(
        title=words.plain(data["title"]),
        slug=data["slug"],
        summary=words.plain(data["summary"]),
        intro=[
            _picture(data["picture"], words),
            ("text", words.rich(html_texts(data["intro"]))),
            ("text", words.rich(html_texts(data["outcome"]))),
        ],
        minutes=data["minutes"],
        licence=data["licence"],
        working_title=data["working_title"],
        order=data["order"],
    )
    course = add(track, page, words)
    course.topics.set(Topic.objects.filter(slug__in=data["topics"], locale=course.locale))
    course.save_revision().publish()
    for module in content.folders(folder):
        make_module(course, module)
    return course


def make_module(course: CoursePage, folder: str) -> None:
    data = content.read(f"{folder}/module.toml")
    words = Dictionary()
    page = ModulePage(
        title=words.plain(data["title"]),
        slug=data["slug"],
        summary=words.plain(data.get("summary", {"de": ""})),
        units=data["units"],
        working_title=data.get("working_title", False),
    )
    module = add(course, page, words)
    for lesson in content.files(folder):
        make_lesson(module, content.read(lesson))


def make_lesson(module: ModulePage, data: dict[str, Any]) -> None:
    """A lesson with its activities. The one of real items is made where these are given."""
    if data.get("wants_real_bank") and not items.has_real_bank():
        return
    words = Dictionary()
    page = LessonPage(
        title=words.plain(data["title"]),
        slug=data["slug"],
        summary=words.plain(data["summary"]),
        minutes=data["minutes"],
        required=data.get("required", True),
        body=[block for raw in data["block"] if (block := _block(raw, words))],
    )
    add(module, page, words)


def _block(raw: dict[str, Any], words: Dictionary) -> tuple[str, Any] | None:
    match raw["type"]:
        case "text":
            return "text", words.rich(html_texts(raw["text"]))
        case "callout":
            title = words.plain(raw["title"]) if raw.get("title") else ""
            return "callout", {"kind": raw["kind"], "title": title, "text": words.rich(html_texts(raw["text"]))}
        case "accordion":
            entries = [
                {"title": words.plain(entry["title"]), "text": words.rich(html_texts(entry["text"]))}
                for entry in raw["entry"]
            ]
            return "accordion", {"entries": entries}
        case "side_by_side":
            return "side_by_side", {"text": words.rich(html_texts(raw["text"]))}
    return "activity", {"activity": activities.make(raw), "required": raw["type"] not in OPTIONAL}


def _picture(raw: dict[str, Any], words: Dictionary) -> tuple[str, Any]:
    image = pictures.make(raw["motif"], raw["alt"][SOURCE_LANGUAGE])
    image.contextual_alt_text, image.decorative = words.plain(raw["alt"]), False
    return "picture", {"image": image, "caption": ""}


def make_plain_pages(home: HomePage, texts: dict[str, Any]) -> None:
    for name in ("first_steps", "help", "privacy", "imprint", "accessibility"):
        words = Dictionary()
        page = StandardPage(
            title=words.plain(texts[name]["title"]),
            slug=name.replace("_", "-"),
            body=[("text", words.rich(html_texts(texts[name]["text"])))],
            shown_in_footer=True,
        )
        add(home, page, words)
    words = Dictionary()
    title, intro = words.plain(texts["contact"]["title"]), words.plain(texts["contact"]["intro"])
    add(home, ContactPage(title=title, slug="contact", intro=intro, show_in_menus=False), words)


def make_news(home: HomePage) -> None:
    words = Dictionary()
    index = NewsIndexPage(
        title=words.plain({"de": "Neuigkeiten", "en": "News", "ar": "الأخبار"}), slug="news", show_in_menus=True
    )
    index = add(home, index, words)
    for path in content.files("news"):
        data = content.read(path)
        words = Dictionary()
        page = NewsPage(
            title=words.plain(data["title"]),
            slug=words.plain(data["slug"]),
            summary=words.plain(data["summary"]),
            date=date.fromisoformat(str(data["date"])),
            body=[
                *([_picture(data["picture"], words)] if "picture" in data else []),
                ("text", words.rich(html_texts(data["text"]))),
            ],
        )
        add(index, page, words)


def make_events(home: HomePage) -> None:
    words = Dictionary()
    index = EventIndexPage(title=words.plain({"de": "Termine", "en": "Events", "ar": "المواعيد"}), slug="events")
    index = add(home, index, words)
    for path in content.files("events"):
        data = content.read(path)
        words = Dictionary()
        page = EventPage(
            title=words.plain(data["title"]),
            slug=words.plain(data["slug"]),
            summary=words.plain(data["summary"]),
            starts_at=datetime.fromisoformat(data["start"]).replace(tzinfo=BERLIN),
            ends_at=datetime.fromisoformat(data["end"]).replace(tzinfo=BERLIN),
            place=words.plain(data["place"]) if isinstance(data["place"], dict) else data["place"],
            online=data["online"],
            body=[("text", words.rich(html_texts(data["text"])))],
        )
        add(index, page, words)
