"""What `contact` keeps about people, why and until when. It knows no person: who wrote deletes by the link."""

from contact.models import Answer, Message
from core.privacy import Erasure, Personal, personal

GROUND = "Art. 6 (1) a GDPR"
TERM = "half a year after the message was closed or answered for the last time, or until it is withdrawn"


def _goes(purpose: str, *, export: bool = True) -> Personal:
    return Personal(purpose, TERM, Erasure.DELETE_ROW, ground=GROUND, export=export)


personal(
    Message,
    name=_goes("To address who wrote."),
    email=_goes("To answer."),
    phone=_goes("To answer."),
    text=_goes("To know what it is about."),
    language=_goes("To answer in the language written in."),
    token=_goes("So that who wrote can withdraw without an account.", export=False),
)
personal(Answer, text=_goes("To know what was said."), written_by=_goes("To know whom to ask.", export=False))
