"""Messages to the office."""

import uuid
from typing import Any

from cms.models import ContactPage
from contact.domain import message as messages
from contact.models import Message
from core import clock
from people.models import ConsentText
from tests.factories.pages import home, publish


def words(version: int = 1, locale: str = "de", text: str = "Ich stimme zu.") -> ConsentText:
    """The words of a version, also after a test that emptied the database."""
    made, _created = ConsentText.objects.get_or_create(
        purpose=messages.CONSENT, version=version, locale=locale, defaults={"text": text}
    )
    return made


def page(**fields: Any) -> ContactPage:
    made = ContactPage(**{"title": "Kontakt", "slug": "kontakt", "intro": "Schreiben Sie uns."} | fields)
    home().add_child(instance=made)
    publish(made)
    return made


def letter(**fields: str) -> messages.Letter:
    known = {
        "name": "Leyla Haddad",
        "text": "Wann ist der nächste Kurs?",
        "language": "de",
        "email": "leyla@example.org",
    }
    return messages.Letter(**known | fields)


def message(*, doubtful: bool = False, submission: uuid.UUID | None = None, **fields: str) -> Message:
    return messages.receive(
        letter=letter(**fields),
        submission=submission or uuid.uuid4(),
        words=words(),
        doubtful=doubtful,
        at=clock.now(),
    )
