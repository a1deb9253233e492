"""Mail in the reader's language, as text and as HTML of the same words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context, Engine
from django.template.loader import select_template
from django.utils import translation

from core.languages import direction

BLANK = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a mail. `url`: of what the template calls a button; its text is a label and the address below it."""

    text: str
    url: str = ""


Attachment = tuple[str, bytes, str]  # name, content, media type


def compose(
    template: str,
    *,
    to: Sequence[str],
    language: str,
    context: Mapping[str, Any],
    attachments: Sequence[Attachment] = (),
    reply_to: Sequence[str] = (),
) -> EmailMultiAlternatives:
    """A mail from `<template>_subject.txt` and `<template>_message.txt`, both in `language`.

    Its HTML is `<template>_message.html` where there is one, else the text's paragraphs and links. Links begin with `site_url`.
    """
    with translation.override(language):
        buttons: dict[str, Paragraph] = {}  # filled by `{% button %}`: what people typed is never one
        frame = {"site_url": settings.SITE_URL, "language": language, "dir": direction(language), "buttons": buttons}
        words = {**context, **frame}
        subject = " ".join(_plain(f"{template}_subject.txt", words).split())
        text = _plain(f"{template}_message.txt", words)
        page = select_template([f"{template}_message.html", "mail/plain.html"])
        paragraphs = [buttons.get(part) or Paragraph(part) for part in text.split("\n\n")]
        html = page.render({**words, "subject": subject, "paragraphs": paragraphs})
        body = _plain("mail/base.txt", {**words, "text": text})
    mail = EmailMultiAlternatives(subject, body, to=list(to), reply_to=list(reply_to))
    mail.attach_alternative(html, "text/html")
    for file in attachments:
        mail.attach(*file)
    return mail


def send(
    template: str,
    to: str | Sequence[str],
    language: str,
    context: Mapping[str, Any],
    *,
    attachments: Sequence[Attachment] = (),
    reply_to: Sequence[str] = (),
) -> None:
    """Composes and sends at once: called by jobs, which try again when the post office does not answer."""
    people = [to] if isinstance(to, str) else to
    compose(template, to=people, language=language, context=context, attachments=attachments, reply_to=reply_to).send()


def _plain(template: str, words: Mapping[str, Any]) -> str:
    """A text template, nothing escaped, paragraphs one empty line apart."""
    text = Engine.get_default().get_template(template).render(Context(words, autoescape=False))
    lines = "\n".join(line.strip() for line in text.splitlines())
    return BLANK.sub("\n\n", lines).strip()
