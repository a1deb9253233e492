"""Pages are read by everybody; the admin's preferences belong to those who work in it."""

from wagtail.users.models import UserProfile

from cms import models
from core.privacy import Erasure, Personal, impersonal, personal

impersonal(
    models.HomePage,
    models.TrackPage,
    models.CoursePage,
    models.ModulePage,
    models.LessonPage,
    models.StandardPage,
    models.ContactPage,
    models.NewsIndexPage,
    models.NewsPage,
    models.EventIndexPage,
    models.EventPage,
    models.GlossaryTerm,
    models.Topic,
    models.Funder,
    models.OfficeSettings,
    why="Published text of the office.",
)
impersonal(
    models.SiteImage,
    models.Rendition,
    models.SiteDocument,
    why="Published media; people in them have consented on paper, the credit names the maker as the licence asks.",
)
personal(
    UserProfile,
    preferred_language=Personal("the language of the admin", "with the account", Erasure.DELETE_ROW),
    current_time_zone=Personal("the times of the admin", "with the account", Erasure.DELETE_ROW),
    avatar=Personal("not asked for", "with the account", Erasure.DELETE_ROW),
    dismissibles=Personal("what the admin need not say again", "with the account", Erasure.DELETE_ROW),
)
