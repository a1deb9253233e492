"""Mails that went into files instead of to a post office, as the demo's do: read back for people."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings

BACKEND = "django.core.mail.backends.filebased.EmailBackend"
BETWEEN = b"\n" + b"-" * 79 + b"\n"  # Django's line after each mail
NAME = re.compile(r"\d{8}-\d{6}-\d+")  # of a file, without its ending
FILES_SHOWN = 100


@dataclass(frozen=True, slots=True)
class WrittenMail:
    """`file` and `number` name it; `files`: the names of what is attached."""

    file: str
    number: int
    subject: str
    to: str
    sent_at: datetime | None
    text: str
    files: tuple[str, ...]


def are_kept() -> bool:
    """Whether this installation writes its mails into files."""
    return bool(settings.EMAIL_BACKEND == BACKEND)


def newest() -> list[WrittenMail]:
    """The mails of the newest files, the last one first."""
    found = (path for path in _folder().glob("*.log") if NAME.fullmatch(path.stem))
    paths = sorted(found, key=lambda path: path.stat().st_mtime_ns, reverse=True)[:FILES_SHOWN]
    return [mail for path in paths for mail in reversed(_mails(path))]


def find(file: str, number: int) -> WrittenMail | None:
    """One mail, if it is there."""
    path = _folder() / f"{file}.log"
    known = _mails(path) if NAME.fullmatch(file) and path.is_file() else []
    return next((mail for mail in known if mail.number == number), None)


def _folder() -> Path:
    return Path(settings.EMAIL_FILE_PATH)


def _mails(path: Path) -> list[WrittenMail]:
    parts = path.read_bytes().split(BETWEEN)
    return [_read(path.stem, number, part) for number, part in enumerate(parts, 1) if part.strip()]


def _read(file: str, number: int, source: bytes) -> WrittenMail:
    message = BytesParser(policy=policy.default).parsebytes(source)
    body = message.get_body(("plain",))
    return WrittenMail(
        file=file,
        number=number,
        subject=message["Subject"] or "",
        to=message["To"] or "",
        sent_at=_time(message["Date"]),
        text=str(body.get_content()) if body else "",
        files=tuple(part.get_filename() or "" for part in message.iter_attachments()),
    )


def _time(header: str | None) -> datetime | None:
    """A date of zone -0000, as Django writes it, is UTC."""
    found = parsedate_to_datetime(header) if header else None
    return found.replace(tzinfo=UTC) if found and found.tzinfo is None else found
