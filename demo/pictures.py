"""The demo's pictures, drawn here: people as dots in the three colours of the site, around tables, in halls and on their way."""

import io
from collections.abc import Iterator
from math import cos, pi, sin

from django.core.files.images import ImageFile
from PIL import Image, ImageDraw

from cms.models import SiteImage
from courses.enums import Licence

WIDTH, HEIGHT = 1600, 900
CENTRE = (WIDTH / 2, HEIGHT / 2)
FINE = 2  # drawn so many times larger, then made smaller: smooth edges
PAPER, CARD, LINE = "#f4f0e6", "#fffdf8", "#d9cfbb"
COLOURS = ("#0d6b62", "#c9870e", "#84336b")

Point = tuple[float, float]


class Sheet:
    """Paper to put dots on."""

    def __init__(self) -> None:
        self.picture = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), PAPER)
        self.draw = ImageDraw.Draw(self.picture)

    def dot(self, at: Point, radius: float, colour: str, *, edge: str = "", width: float = 0) -> None:
        x, y = at
        box = [FINE * side for side in (x - radius, y - radius, x + radius, y + radius)]
        self.draw.ellipse(box, fill=colour, outline=edge or None, width=round(FINE * width))

    def person(self, at: Point, number: int, radius: float = 44) -> None:
        """With a rim of paper, so that whoever stands close to another does not blur into them."""
        self.dot(at, radius + 9, PAPER)
        self.dot(at, radius, COLOURS[number % len(COLOURS)])

    def place(self, at: Point, radius: float = 44) -> None:
        """One that is still free."""
        self.dot(at, radius, CARD, edge=LINE, width=7)

    def finished(self) -> Image.Image:
        return self.picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def _circle(count: int, radius: float, *, begin: float = -0.25, part: float = 1.0) -> Iterator[Point]:
    """Points around the middle; `begin` and `part` in turns, a quarter before the right is the top."""
    for number in range(count):
        angle = 2 * pi * (begin + part * number / (count if part == 1 else count - 1))
        yield CENTRE[0] + radius * cos(angle), CENTRE[1] + radius * sin(angle)


def table(sheet: Sheet) -> None:
    """Fourteen around one table."""
    sheet.dot(CENTRE, 232, CARD, edge=LINE, width=4)
    for number, at in enumerate(_circle(14, 320)):
        sheet.person(at, number)


def free_place(sheet: Sheet) -> None:
    """Eight places around a table, and one of them is free."""
    sheet.dot(CENTRE, 205, CARD, edge=LINE, width=4)
    for number, at in enumerate(_circle(8, 310)):
        if number:
            sheet.person(at, number, 58)
        else:
            sheet.place(at, 58)


def hall(sheet: Sheet) -> None:
    """Rows in half circles, and one who speaks."""
    middle = (CENTRE[0], 770.0)
    sheet.person(middle, 2, 54)
    for row, count in enumerate((7, 11, 15, 19)):
        radius = 235 + row * 128
        for seat in range(count):
            angle = pi * (1.03 + 0.94 * seat / (count - 1))
            at = (middle[0] + radius * 1.12 * cos(angle), middle[1] + radius * sin(angle))
            sheet.person(at, seat * 2 + row, 36)


def side_by_side(sheet: Sheet) -> None:
    """Two go the same way, towards others."""
    for step in range(23):
        x = 90 + step * 56.0
        sheet.dot((x, _way(x)), 9, LINE)
    for number, turn in enumerate((0.0, 1 / 3, 2 / 3)):
        angle = 2 * pi * (turn - 0.25)
        sheet.person((1390 + 82 * cos(angle), _way(1390) + 82 * sin(angle)), number, 62)
    sheet.person((640, _way(640) - 44), 2, 78)
    sheet.person((752, _way(752) + 36), 1, 78)


def _way(x: float) -> float:
    return 640 - 0.24 * x + 90 * sin(x / 250)


def open_circle(sheet: Sheet) -> None:
    """A circle that has opened, and one who comes in."""
    for number, at in enumerate(_circle(11, 300, begin=0.085, part=0.83)):
        sheet.person(at, number + 1, 54)
    for step in range(9):
        sheet.dot((CENTRE[0] + 150 + step * 62, CENTRE[1]), 9, LINE)
    sheet.person((CENTRE[0] + 455, CENTRE[1]), 0, 66)


MOTIFS = {motif.__name__: motif for motif in (table, free_place, hall, side_by_side, open_circle)}


def make(motif: str, alt: str) -> SiteImage:
    """The picture of a motif; `alt` says in German what can be seen."""
    sheet = Sheet()
    MOTIFS[motif](sheet)
    file = io.BytesIO()
    sheet.finished().save(file, "PNG", optimize=True)
    name = motif.replace("_", "-")
    made = SiteImage(
        title=alt, alt=alt, credit="Teilhabe", licence=Licence.BY_SA, file=ImageFile(file, name=f"{name}.png")
    )
    made.save()
    return made
