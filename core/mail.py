"""Mails: each is a pair of templates, `<template>.txt` with the blocks subject and text, `<template>.html` with the block html."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context, Template
from django.template.loader import get_template
from django.template.loader_tags import BlockNode
from django.utils import translation

if TYPE_CHECKING:
    from django.template.base import Node

Attachment = tuple[str, bytes, str]


def send(
    template: str, *, to: str, language: str, context: Mapping[str, Any], attachments: Sequence[Attachment] = ()
) -> None:
    """Sends one mail in a language. `attachments`: name, content, media type."""
    with translation.override(language):
        values = {"site_url": settings.SITE_URL, **context}
        text = get_template(f"{template}.txt")
        subject = " ".join(_block(text.template, "subject", values).split())  # type: ignore[attr-defined]
        message = EmailMultiAlternatives(subject, text.render(values).strip() + "\n", to=[to])
        message.attach_alternative(get_template(f"{template}.html").render(values), "text/html")
        for name, content, media_type in attachments:
            message.attach(name, content, media_type)
        message.send()


def _block(template: Template, name: str, values: Mapping[str, Any]) -> str:
    nodes: list[Node] = template.nodelist.get_nodes_by_type(BlockNode)
    found = next(node for node in nodes if getattr(node, "name", "") == name)
    context = Context(values, autoescape=False)
    with context.bind_template(template):
        return found.render(context)
