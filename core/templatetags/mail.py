"""What a mail's text says beside words."""

from django import template
from django.template import Context

from core.mail import Paragraph

register = template.Library()


@register.simple_tag(takes_context=True)
def button(context: Context, label: str, url: str) -> str:
    """A paragraph of its own: the label and the address below it; in HTML a button."""
    label = label.removesuffix(":")
    text = f"{label}:\n{url}"
    context["buttons"][text] = Paragraph(label, url)
    return text
