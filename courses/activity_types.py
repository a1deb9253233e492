"""The activity contract: what a kind of activity is, for the built-in ones and for an outsider's package alike.

A package offers a Django app in the entry point group `teilhabe.activities`; the app registers its type in `ready()`
by `courses.installed_kinds.register`.
`courses.runtime` does the persisting, locking and enforcing: a type never writes, it returns `Effects`.
"""

import uuid
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

from core.languages import SOURCE_LANGUAGE
from courses.enums import Evidence
from courses.errors import UnknownAction

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.db.models import Model

    from courses.activity_forms import ConfigForm
    from people.policies import Actor

API_VERSION = 1


class Isolation(StrEnum):
    """Where a kind may run."""

    INLINE = "inline"
    CONTENT_HOST = "content_host"
    REMOTE = "remote"


class Capability(StrEnum):
    SCORED = "scored"
    RESUMABLE = "resumable"
    OFFLINE = "offline"
    MULTIPLE_ATTEMPTS = "multiple_attempts"
    PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class AttemptData:
    """The present attempt. `share`: 0..1; `is_new`: begun by this very act, so nothing is known of it yet."""

    id: uuid.UUID
    n: int
    completed: bool
    passed: bool | None
    share: Decimal | None
    started_at: datetime
    finished_at: datetime | None = None
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """All that a type may know at a call.

    `text`: the words in the reader's language, or German; `language`: the language `text` is in; `wanted`: the reader's own.
    `attempt` and `person` are empty where somebody practises without joining: then nothing is stored.
    `translated`: names of the words that exist in `language`; `actor`: the account that acts, at `handle` and `decide`.
    `state_version` is the kind's present one whenever the kind is called. `typed` and `refusal`: what a plain form held
    that was refused just now, and why, so that it can be shown again.
    """

    activity: uuid.UUID
    lesson: uuid.UUID
    title: str
    config: Mapping[str, Any]
    text: Mapping[str, Any]
    language: str
    wanted: str
    at: datetime
    person: uuid.UUID | None = None
    attempt: AttemptData | None = None
    state: Mapping[str, Any] = field(default_factory=dict)
    state_version: int = 1
    german: Mapping[str, Any] = field(default_factory=dict)
    translated: frozenset[str] = frozenset()
    actor: int | None = None
    typed: Mapping[str, Any] = field(default_factory=dict)
    refusal: str = ""

    def language_of(self, name: str) -> str:
        """The language in which the word `name` of `text` stands: the reader's, or German."""
        return self.language if name in self.translated else SOURCE_LANGUAGE


@dataclass(frozen=True, slots=True)
class Inline:
    """Shown in the page by a template. `context` must hold no queries."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Frame:
    """Shown in a frame on the content host after a tap that names its size. `size`: bytes."""

    url: str
    title: str
    size: int


@dataclass(frozen=True, slots=True)
class Launch:
    """Opened at an outside tool."""

    url: str
    title: str


@dataclass(frozen=True, slots=True)
class Placeholder:
    """Shown where a kind is missing or failed: the page stays whole."""

    title: str
    reason: str


Shown = Inline | Frame | Launch | Placeholder


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the raw log. `verb`: past tense, as xAPI has it."""

    verb: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Effects:
    """What a call changes; the runtime applies it under one lock in one transaction.

    `state`: the whole new state, or none to leave it. `records`: unsaved or changed rows of the type's own app, saved in order.
    `reply`: JSON for a script, and the page's words after a plain form.
    """

    state: Mapping[str, Any] | None = None
    events: Sequence[Event] = ()
    records: "Sequence[Model]" = ()
    reply: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an attempt has come to. `passed`: empty where the kind knows no passing; `share`: 0..1 of the score.

    `counts`: whether it is a fact of the person's progress; not so where only the first attempt does.
    """

    completed: bool = False
    passed: bool | None = None
    share: Decimal | None = None
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Issue:
    """Something an author must mend before publishing. `field`: where, if known."""

    message: str
    field: str | None = None


class Writing(StrEnum):
    """How an author writes a word of an activity: one line, plain paragraphs, or paragraphs with headings and lists."""

    LINE = "line"
    PLAIN = "plain"
    RICH = "rich"


@dataclass(frozen=True, slots=True)
class TextField:
    """Words of a kind that authors write in every language; the German ones stand in the configuration."""

    name: str
    label: Any
    writing: Writing = Writing.PLAIN
    help_text: Any = ""
    required: bool = False


class ActivityType(ABC):
    """One kind of activity. `state_version`: of what it keeps; raise it together with `migrate`."""

    key: ClassVar[str]
    api_version: ClassVar[int] = API_VERSION
    state_version: ClassVar[int] = 1
    label: ClassVar[Any]
    icon: ClassVar[str] = "pick"
    capabilities: ClassVar[frozenset[Capability]] = frozenset()
    isolation: ClassVar[Isolation] = Isolation.INLINE
    evidence: ClassVar[Evidence] = Evidence.SERVER
    config_form: "ClassVar[type[ConfigForm] | None]" = None
    text_fields: ClassVar[tuple[TextField, ...]] = ()

    def validate(self, config: Mapping[str, Any], package: Any = None) -> list[Issue]:
        """What is wrong with a configuration, in the author's language; empty if nothing."""
        return []

    def may_place(self, actor: "Actor", config: Mapping[str, Any]) -> bool:
        """Whether somebody who writes activities may write one of this configuration."""
        return True

    def evidence_for(self, config: Mapping[str, Any]) -> Evidence:
        """Who computes the score under this configuration; kept with the attempt when it begins."""
        return self.evidence

    def import_package(self, upload: "UploadedFile[Any]") -> Any:
        """The manifest of an uploaded package. Raises for kinds that know no packages."""
        raise TypeError(f"{self.key} knows no packages")

    @abstractmethod
    def render(self, context: Context) -> Shown:
        """What the reader sees."""

    def receive(self, action: str, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Checks and converts files that came with an act, before anything is locked. Raises a `DomainError` to refuse."""
        return payload

    @abstractmethod
    def handle(self, context: Context, action: str, payload: Mapping[str, Any]) -> Effects:
        """What an act changes. Raises a `DomainError` to refuse; must not write."""

    def decide(self, context: Context, decision: str, payload: Mapping[str, Any]) -> Effects:
        """What a decision of staff about the attempt changes. Raises a `DomainError` to refuse; must not write."""
        raise UnknownAction

    def wants_new_attempt(self, context: Context, action: str) -> bool:
        """Whether this act begins the next attempt (never asked while there is none)."""
        return False

    def due(self, context: Context) -> str | None:
        """The act that time alone has made due, such as handing in at the deadline; the runtime does it. Must not query."""
        return None

    def outcome(self, previous: Outcome, state: Mapping[str, Any], new_events: Sequence[Event]) -> Outcome:
        """What the attempt has come to. Pure."""
        return previous

    def practise(self, context: Context, payload: Mapping[str, Any]) -> Shown:
        """What a reader without a person sees after trying. Stores nothing."""
        return self.render(context)

    def export(self, context: Context) -> Mapping[str, Any]:
        """What the person's own download shows of this attempt."""
        return dict(context.state)

    def erase(self, context: Context) -> None:
        """Deletes what the kind keeps of the person outside the state; most keep nothing there."""
        return

    def migrate(self, state: Mapping[str, Any], from_version: int) -> Mapping[str, Any]:
        """The state as the present version of the kind reads it."""
        return state
