"""One address of every type of page, for whoever looks at all of them: screenshots, axe, learner checks.

`who`: nobody, or a role of the demo. Addresses are those behind the language.
"""

from dataclasses import dataclass

from playwright.sync_api import BrowserContext, Locator, Page, Response

from tests.e2e.learner import Learner
from tests.e2e.site import Demo

TRAINING = "learn/training"
LANGUAGES = ("de", "ar")
HERE = "…"  # the page that the place before has led to


@dataclass(frozen=True)
class Place:
    """A page to look at; `status` is what it answers with.

    `steps` lead on from there: a link or button to press, or a field and what is written in it; a box is ticked by "on", what is
    folded is opened by "summary".
    What does not stand there is passed over if it ends in "?".
    """

    name: str
    path: str
    who: str = ""
    status: int = 200
    steps: tuple[str | tuple[str, str], ...] = ()

    def open(self, page: Page, base: str) -> Response | None:
        """Goes there; `base` is the site's address with the language."""
        answer = None if self.path == HERE else page.goto(f"{base}/{self.path}")
        for step in self.steps:
            if isinstance(step, tuple):
                field = page.locator(f"main {step[0]}").first
                field.check() if step[1] == "on" else field.fill(step[1])
                continue
            pressed = page.locator(f"main {step.removesuffix('?')}").first
            if step.endswith("?") and not pressed.is_visible():
                continue
            if "summary" in step:
                pressed.click()
            else:
                soon(page, pressed)
                with page.expect_navigation() as navigation:
                    pressed.click()
                answer = navigation.value
        return answer


def soon(page: Page, wanted: Locator) -> None:
    """What a job is about to make, such as a mail: the page is loaded again until it is there."""
    for _ in range(60):
        if wanted.count():
            return
        page.wait_for_timeout(1000)
        page.reload()


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
    Place("my-learning-empty", "my/learning/", "interpreter"),
)


INVITATION = ('form[method="post"] button?', 'a[href*="/staff/invitations/0"]?')
MESSAGE = (
    ("[name=name]", "Nour Niemand"),
    ("[name=reach]", "nour@example.org"),
    ("[name=text]", "Wann ist der nächste Kurs?"),
    ("[name=consent]", "on"),
)
REQUEST = (
    ("[name=slot][value='']", "on"),
    ("[name=wished_dates]", "dienstags am Abend"),
    ("[name=organisation_name]", "Sportverein Beispiel"),
    ("[name=contact_name]", "Vera Beispiel"),
    ("[name=email]", "vera@example.org"),
)
TRAINER, OFFICE = "trainer", "coordinator"
STAFF = (
    Place("staff-learners", "staff/learners/", TRAINER),
    Place("staff-learner", "staff/learners/", TRAINER, steps=('a[href*="/staff/learners/"]',)),
    Place("staff-groups", "staff/groups/", TRAINER),
    Place("staff-group", "staff/groups/", TRAINER, steps=('a[href*="/staff/groups/"]',)),
    Place("staff-assignments", "staff/assignments/", TRAINER),
    Place("staff-invitations", "staff/invitations/", TRAINER),
    Place("staff-invitation-sheet", "staff/invitations/", TRAINER, steps=INVITATION),
    Place("staff-enter-person", "staff/people/enter/", TRAINER),
    Place("staff-group-office", "staff/groups/", OFFICE, steps=('a[href*="/staff/groups/"]',)),
    Place("staff-consultations", "staff/consultations/", OFFICE),
    Place(
        "staff-consultation",
        "staff/consultations/",
        OFFICE,
        steps=('a[href*="/staff/consultations/0"]',),
    ),
    Place("staff-advisers", "staff/consultations/advisers/", OFFICE),
    Place("staff-adviser-slots", "staff/consultations/advisers/", OFFICE, steps=('a[href$="/slots/"]',)),
    Place("staff-inbox", "staff/messages/", OFFICE),
    Place("staff-message", "staff/messages/", OFFICE, steps=('a[href*="/staff/messages/0"]',)),
    Place("staff-certificates", "staff/certificates/", OFFICE),
    Place("staff-certificates-course", "staff/certificates/mentoring/", OFFICE),
    Place("staff-mails", "staff/mails/", OFFICE),
    Place("staff-mail", "staff/mails/", OFFICE, steps=('a[href*="/staff/mails/"]',)),
    Place("staff-slots", "staff/consultations/slots/", "adviser"),
    Place("staff-consent", "staff/messages/consent/", "administrator"),
)
PASSWORD = "teilhabe-demo"
# What comes of what somebody does.
DONE = (
    Place("practice-refused", f"{TRAINING}/bund-laender-kommunen/", steps=('form[method="get"] button',)),
    Place(
        "practice-result",
        f"{TRAINING}/bund-laender-kommunen/",
        steps=(("form[method=get] input[inputmode]", "16"), 'form[method="get"] button'),
    ),
    Place(
        "sign-in-refused", "account/login/", steps=(("[name=login]", "nobody"), ("[name=password]", "x"), "form button")
    ),
    Place("code-unknown", "join/", status=422, steps=(("[name=code]", "AAAA-AAAA"), "form button")),
    Place("code-sent", "account/login/code/", steps=(("[name=email]", "nobody@example.org"), "form button")),
    Place("password-sent", "account/password/reset/", steps=(("[name=email]", "nobody@example.org"), "form button")),
    Place("message-sent", "contact/", steps=(*MESSAGE, "form button")),
    Place("message-withdrawn", HERE, steps=("summary", "form button")),
    Place("consultation-asked", "consultation/", steps=(*REQUEST, "form button")),
    Place("consultation-cancel", HERE, steps=('a[href$="/cancel/"]',)),
    Place("consultation-cancelled", HERE, steps=("form button",)),
    Place(
        "handed-in",
        f"{TRAINING}/wer-ist-wofuer-zustaendig/",
        "learner",
        steps=(
            "section:has(form[action*=hand_in]) summary?",
            ("form[action*=hand_in] textarea", "Im Rathaus."),
            "form[action*=hand_in] button",
        ),
    ),
    Place("invitation", "staff/invitations/", TRAINER, steps=(*INVITATION, 'a[href*="/join/"]')),
    Place("running-test", f"{TRAINING}/ihr-naechster-schritt/", "learner", steps=('form[action$="/start/"] button?',)),
    Place(
        "test-result",
        f"{TRAINING}/ihr-naechster-schritt/",
        "learner",
        steps=(
            'form[action$="/start/"] button?',
            "section:has(h2):last-of-type form[data-quiz] button:not([formaction])",
        ),
    ),
    Place("ask-password", "account/2fa/totp/activate/", "author"),
    Place(
        "set-up-second-factor",
        "account/2fa/totp/activate/",
        "author",
        steps=(("[name=password]", PASSWORD), "form button"),
    ),
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
