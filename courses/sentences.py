"""Open rules as sentences, in the reader's language."""

import uuid
from collections.abc import Mapping

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.phrases import listed
from courses.progress import OpenRule

Titles = Mapping[uuid.UUID, str]


def sentence(rule: OpenRule, titles: Titles) -> str:
    """What is still missing, with its numbers and names. `titles`: of the course's nodes, in the reader's language."""
    title = titles.get(rule.node, _("another course")) if rule.node else ""
    match rule.code:
        case "units":
            return _units(rule)
        case "lessons":
            left = int(rule.missing)
            return ngettext("%(left)s of %(total)s lessons to go.", "%(left)s of %(total)s lessons to go.", left) % {
                "left": left,
                "total": int(rule.total),
            }
        case "activity":
            return _("Still to do in this lesson: its exercise.")
        case "lesson":
            return _("Press “Done, next” at the end of the lesson.")
        case "before":
            return _("Opens once “%(title)s” is done.") % {"title": title}
        case "any":
            return _alternatives(rule, titles)
        case "course":
            return _("First complete the course “%(title)s”.") % {"title": title}
    return _("First complete “%(title)s”.") % {"title": title}


def _units(rule: OpenRule) -> str:
    left = number_format(rule.missing.normalize(), use_l10n=True)
    total = number_format(rule.total.normalize(), use_l10n=True)
    return ngettext(
        "%(left)s of %(total)s teaching units to go.", "%(left)s of %(total)s teaching units to go.", int(rule.missing)
    ) % {"left": left, "total": total}


def _alternatives(rule: OpenRule, titles: Titles) -> str:
    names = [titles.get(part.node, "") for part in rule.alternatives if part.node and part.code in {"node", "course"}]
    if len(names) == len(rule.alternatives):
        return _("First complete one of these: %(titles)s.") % {"titles": listed(names)}
    return _("One of these is enough: %(ways)s") % {
        "ways": " · ".join(sentence(part, titles) for part in rule.alternatives)
    }
