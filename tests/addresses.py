"""Every address the product answers at, as the resolver knows it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern, RoutePattern
from django.utils.translation import override


@dataclass(frozen=True)
class Address:
    """`name` with its namespaces; `arguments`: the converters of a path, by argument (unnamed groups by number)."""

    name: str
    route: str
    arguments: tuple[tuple[str, str], ...]

    @property
    def is_admin(self) -> bool:
        return self.route.startswith("admin/")

    def path(self, values: Mapping[str, Any]) -> str:
        """The German address with these values in place, as text; nothing is checked, nothing is quoted."""
        path = self.route
        for argument, placeholder in self.arguments:
            path = path.replace(placeholder, str(values[argument]), 1)
        return "/" + path.replace("^", "").replace("$", "").replace(r"\.", ".")


def every() -> list[Address]:
    with override("de"):
        return list(_below(get_resolver(), "", "", ()))


def _below(resolver: URLResolver, route: str, spaces: str, arguments: tuple[tuple[str, str], ...]) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        here = route + str(entry.pattern)
        known = arguments + tuple(_arguments(entry.pattern))
        if isinstance(entry, URLPattern):
            yield Address(spaces + (entry.name or ""), here, known)
        else:
            yield from _below(entry, here, f"{spaces}{entry.namespace}:" if entry.namespace else spaces, known)


def _arguments(pattern: Any) -> Iterator[tuple[str, str]]:
    """Each argument with its placeholder in the route: `<int:pk>`, or the group of a regular expression."""
    text = str(pattern)
    if isinstance(pattern, RoutePattern):
        for name in pattern.converters:
            start = next(text.index(mark) for mark in (f":{name}>", f"<{name}>") if mark in text)
            begin = text.rindex("<", 0, start + 1)
            yield name, text[begin : text.index(">", start) + 1]
        return
    if isinstance(pattern, LocalePrefixPattern):
        return
    for number, (begin, end) in enumerate(_groups(text)):
        group = text[begin:end]
        named = group.startswith("(?P<")
        yield (group[4 : group.index(">")] if named else str(number)), group


def _groups(text: str) -> Iterator[tuple[int, int]]:
    """The outermost groups of a regular expression that capture something."""
    depth = begin = 0
    for place, sign in enumerate(text):
        if sign == "(":
            begin = begin if depth else place
            depth += 1
        elif sign == ")":
            depth -= 1
            if not depth:
                yield begin, place + 1
