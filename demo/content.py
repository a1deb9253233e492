"""The texts of the demo programme, read from TOML, and their small markup as HTML.

A text is several paragraphs divided by empty lines; `##` and `###` are headings, `-` a list item.
In every language a text has the same parts, so that translations are aligned one to one.
"""

import re
import tomllib
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent / "content"
Texts = dict[str, str]


def read(path: str) -> dict[str, Any]:
    """One file of the content folder."""
    return tomllib.loads((ROOT / path).read_text(encoding="utf-8"))


def folders(path: str) -> list[str]:
    """The numbered folders below `path`, in order."""
    found = [folder for folder in (ROOT / path).iterdir() if folder.is_dir()]
    return [f"{path}/{folder.name}" for folder in sorted(found, key=lambda one: _number(one.name))]


def files(path: str) -> list[str]:
    """The numbered or dated files in `path`, in order."""
    found = list((ROOT / path).glob("[0-9]*.toml"))
    return [f"{path}/{file.name}" for file in sorted(found, key=lambda one: (_number(one.name), one.name))]


def _number(name: str) -> int:
    return int(name.split("-")[0])


LINK = re.compile(r"\[([^][]+)\]\(([^)\s]+)\)")


def html(text: str) -> str:
    """The markup of a text as HTML: headings, lists, paragraphs, `[words](address)`."""
    text = LINK.sub(r'<a href="\2">\1</a>', text)
    return "".join(_block(tag, list(lines)) for tag, lines in groupby(_parts(text), key=lambda part: part[0]))


def _block(tag: str, parts: list[tuple[str, str]]) -> str:
    if tag == "li":
        return "<ul>" + "".join(f"<li>{line}</li>" for _, line in parts) + "</ul>"
    return "".join(f"<{tag}>{line}</{tag}>" for _, line in parts)


MARKS = (("### ", "h3"), ("## ", "h2"), ("- ", "li"))


def _parts(text: str) -> Iterator[tuple[str, str]]:
    for chunk in re.split(r"\n\s*\n", text.strip()):
        for line in chunk.strip().splitlines():
            tag = next((tag for mark, tag in MARKS if line.strip().startswith(mark)), "p")
            yield tag, line.strip().lstrip("#-").strip()


def html_texts(texts: Texts) -> Texts:
    return {language: html(text) for language, text in texts.items()}
