"""A certificate as a reader and a camera see it: its words, and the QR code as it is drawn."""

import io
import unicodedata
from dataclasses import dataclass
from functools import cached_property

import segno
from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream


@dataclass(frozen=True)
class Paper:
    """One page as downloaded."""

    data: bytes

    @cached_property
    def _page(self) -> PageObject:
        return PdfReader(io.BytesIO(self.data)).pages[0]

    @cached_property
    def text(self) -> str:
        return unicodedata.normalize("NFKC", self._page.extract_text())

    def says(self, words: str) -> bool:
        """Whether each of the words stands on the paper, however its lines run."""
        return all(word in self.text for word in unicodedata.normalize("NFKC", words).split())

    @property
    def address(self) -> str:
        """The address that the QR code holds: the one of the link beside it, if the drawn squares are those of its code."""
        (link,) = [note.get_object()["/A"]["/URI"] for note in self._page.annotations or ()]
        drawn = self._squares()
        assert any(drawn == _dark(link, mask) for mask in range(8)), "the QR code is not that of the address beside it"
        return str(link)

    def _squares(self) -> set[tuple[int, int]]:
        """The dark squares of the code: it is the longest path of the page, one stroke for each run of squares in a row."""
        paths: list[list[tuple[float, float]]] = [[]]
        for operands, operator in ContentStream(self._page.get_contents(), self._page.pdf).operations:
            if operator in (b"m", b"l"):
                paths[-1].append((float(operands[0]), float(operands[1])))
            elif operator in (b"S", b"B", b"f", b"n"):
                paths.append([])
        ends = max(paths, key=len)
        runs = zip(ends[::2], ends[1::2], strict=True)
        return {(x, int(y)) for (begin, y), (end, _y) in runs for x in range(int(begin), int(end))}


def _dark(address: str, mask: int) -> set[tuple[int, int]]:
    code = segno.make(address, error="m", micro=False, boost_error=False, mask=mask)
    return {(x, y) for y, row in enumerate(code.matrix) for x, dark in enumerate(row) if dark}
