"""Words explained, topics of the catalogue, funders."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from cms import menus
from cms.models import Funder, GlossaryTerm, Topic
from cms.viewsets.lists import WordsViewSet


class GlossaryViewSet(WordsViewSet):
    model = GlossaryTerm
    purpose = _("Hard words, explained once for all lessons: write [[key|the words shown]] in a text.")
    icon = "help"
    menu_hook = menus.TEACH
    menu_order = 30
    list_display: ClassVar = ["word", "key", "explanation"]
    search_fields: ClassVar = ["word", "key", "explanation"]
    search_backend_name = None


class TopicViewSet(WordsViewSet):
    model = Topic
    purpose = _("What courses are about: visitors filter the catalogue by these words.")
    icon = "tag"
    menu_hook = menus.TEACH
    menu_order = 40
    list_display: ClassVar = ["name", "slug"]


class FunderViewSet(WordsViewSet):
    model = Funder
    purpose = _("Who pays for the programme: emblem and sentence stand on pages and certificates.")
    icon = "pick"
    menu_hook = menus.SITE
    menu_order = 40
    list_display: ClassVar = ["name", "sentence"]


SNIPPETS = (GlossaryViewSet, TopicViewSet, FunderViewSet)
