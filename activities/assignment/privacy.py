"""What a piece of work holds about its person."""

from activities.assignment.models import Submission
from core.privacy import Erasure, Personal, personal

PURPOSE = "The person's own work, read and answered by their trainers."
TERM = "Until the person erases it, at the latest two years after the course."

personal(
    Submission,
    attempt=Personal(PURPOSE, TERM, Erasure.DELETE_ROW, export=False),
    text=Personal(PURPOSE, TERM, Erasure.DELETE_ROW),
    photo=Personal(PURPOSE, TERM, Erasure.DELETE_ROW),
    voice=Personal(PURPOSE, TERM, Erasure.DELETE_ROW),
    comment=Personal("The trainer's answer to the person.", TERM, Erasure.DELETE_ROW),
)
