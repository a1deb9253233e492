from cms.models.courses import CoursePage, LessonPage, ModulePage, TrackPage
from cms.models.media import Rendition, SiteDocument, SiteImage
from cms.models.news import EventIndexPage, EventPage, NewsIndexPage, NewsPage
from cms.models.pages import ContactPage, HomePage, StandardPage
from cms.models.settings import OfficeSettings
from cms.models.snippets import Funder, GlossaryTerm, Topic

__all__ = [
    "ContactPage",
    "CoursePage",
    "EventIndexPage",
    "EventPage",
    "Funder",
    "GlossaryTerm",
    "HomePage",
    "LessonPage",
    "ModulePage",
    "NewsIndexPage",
    "NewsPage",
    "OfficeSettings",
    "Rendition",
    "SiteDocument",
    "SiteImage",
    "StandardPage",
    "Topic",
    "TrackPage",
]
