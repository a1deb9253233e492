"""Everything of the demo, in order."""

from collections.abc import Callable

from django.core.management import call_command

from demo import certificates, consultations, content, items, pages
from demo import people as makers


def load(languages: list[str], *, say: Callable[[str], object]) -> None:
    """Makes the whole demo programme in an empty database."""
    texts = content.read("pages.toml")
    pages.make_locales(languages)
    say("Words and topics …")
    pages.make_snippets()
    say("Items …")
    items.make_banks()
    home = pages.make_home(texts)
    say("Courses …")
    pages.make_tracks(home, texts)
    say("News, events and plain pages …")
    pages.make_news(home)
    pages.make_events(home)
    pages.make_plain_pages(home, texts)
    call_command("sync_outlines")
    say("People …")
    people = makers.make_people()
    makers.make_group(people)
    certificates.make_certificate(*makers.complete_a_course(people))
    consultations.make_consultations(people)
