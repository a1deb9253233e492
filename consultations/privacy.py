"""What `consultations` keeps about people, why and until when."""

from consultations.models import Adviser, Booking, Notice, Request, RequestTopic, Slot, Topic, TopicText
from core.privacy import Erasure, Personal, impersonal, personal

TERM = "two years after the consultation"

personal(
    Request,
    "organisation_name",
    person=Personal("Whose request it is, if asked from an account.", TERM, Erasure.BLANK),
    language=Personal("To write in the language asked in.", TERM, Erasure.KEEP),
    token=Personal("So that who asked can cancel without an account.", TERM, Erasure.BLANK, export=False),
    contact_name=Personal("Whom the adviser speaks with.", TERM, Erasure.BLANK),
    email=Personal("To confirm and to tell changes.", TERM, Erasure.BLANK),
    phone=Personal("To ask back and to tell changes.", TERM, Erasure.BLANK),
    message=Personal("So that the adviser can prepare.", TERM, Erasure.BLANK),
    wished_dates=Personal("To find a time that suits.", TERM, Erasure.BLANK),
    reason=Personal("So that the organisation reads why it was cancelled.", TERM, Erasure.BLANK),
)
personal(
    Adviser,
    person=Personal("Who may advise, and did.", "ten years, as proof of the work done", Erasure.KEEP),
)
impersonal(
    Topic, TopicText, RequestTopic, Slot, Booking, Notice, why="Times, places and words of the office; ids and codes."
)
