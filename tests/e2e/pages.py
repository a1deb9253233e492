"""One address of every type of page, for whoever looks at all of them: screenshots, axe, learner checks.

`who`: nobody, or a role of the demo. Addresses are those behind the language.
"""

from dataclasses import dataclass

from playwright.sync_api import BrowserContext, Page

from tests.e2e.learner import Learner
from tests.e2e.site import Demo

TRAINING = "learn/training"
LANGUAGES = ("de", "ar")


@dataclass(frozen=True)
class Place:
    """A page to look at; `status` is what it answers with."""

    name: str
    path: str
    who: str = ""
    status: int = 200


PUBLIC = (
    Place("home", ""),
    Place("track-training", "training/"),
    Place("track-mentors", "mentors/"),
    Place("track-organisations", "organisations/"),
    Place("catalogue", "courses/"),
    Place("catalogue-empty", "courses/?track=mentors&language=ar"),
    Place("course", f"{TRAINING}/"),
    Place("lesson-video", f"{TRAINING}/ankommen/"),
    Place("lesson-quiz", f"{TRAINING}/bund-laender-kommunen/"),
    Place("lesson-assignment", f"{TRAINING}/wer-ist-wofuer-zustaendig/"),
    Place("lesson-test", f"{TRAINING}/ihr-naechster-schritt/"),
    Place("join", "enrol/training/"),
    Place("join-by-code", "join/"),
    Place("sign-up", "account/signup/"),
    Place("sign-in", "account/login/"),
    Place("sign-in-by-code", "account/login/code/"),
    Place("password-forgotten", "account/password/reset/"),
    Place("verify", "verify/"),
    Place("verify-unknown", "verify/AAAAA-AAAAA-AAAAA/", status=404),
    Place("news", "news/"),
    Place("news-page", "news/was-64-zugewanderte-wissen-wollen/"),
    Place("events", "events/"),
    Place("event", "events/abschlusskonferenz-2026/"),
    Place("help", "help/"),
    Place("contact", "contact/"),
    Place("consultation", "consultation/"),
    Place("not-found", "nowhere/", status=404),
)
OWN = (
    Place("my-learning", "my/learning/", "learner"),
    Place("my-course", f"{TRAINING}/", "learner"),
    Place("my-lesson-video", f"{TRAINING}/ankommen/", "learner"),
    Place("my-lesson-quiz", f"{TRAINING}/bund-laender-kommunen/", "learner"),
    Place("my-lesson-assignment", f"{TRAINING}/wer-ist-wofuer-zustaendig/", "learner"),
    Place("my-lesson-test", f"{TRAINING}/ihr-naechster-schritt/", "learner"),
    Place("no-certificate", "certificates/", "learner"),
    Place("account", "account/", "learner"),
    Place("account-name", "account/name/", "learner"),
    Place("account-email", "account/email/", "learner"),
    Place("account-password", "account/password/change/", "learner"),
    Place("account-second-factor", "account/2fa/", "learner"),
    Place("certificates", "certificates/", "mentor"),
    Place("my-learning-done", "my/learning/", "mentor"),
)


def certificate(demo: Demo) -> Place:
    """The page that proves the demo's certificate."""
    return Place("verified", f"verify/{demo.about['certificate'].rpartition('/')[2]}/")


def signed_in(context: BrowserContext, demo: Demo, language: str, who: str) -> Page:
    """A page of somebody; nobody for an empty `who`."""
    page = context.new_page()
    if who:
        Learner(page, f"{demo.url}/{language}").sign_in(**demo.account(who))
    return page
