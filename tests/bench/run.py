"""`make bench`: what things cost, each against a floor made on the spot; ratios bind, absolute figures inform.

One run on one machine. CPU is that of the servers' processes, product and floor measured in turns.
Names of rows as arguments (`pages events paper footprint first-load`) measure these only.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench import events, firstload, footprint, pages  # noqa: E402
from tests.bench.floors import Floor  # noqa: E402
from tests.bench.product import Product  # noqa: E402
from tests.bench.rows import Row, ratio, table, write  # noqa: E402


def paper(product: Product) -> Iterator[Row]:
    found = product.ask("paper")
    yield ratio("certificate PDF against a bare compile", found["product"] * 1000, found["bare"] * 1000, 1.3)
    yield Row("certificate PDF, KB", round(found["bytes"] / 1024, 1), 40, "KB")
    yield Row("certificate PDF claims PDF/UA-1 and PDF/A-2a", float(found["claims"]), 1, "", at_least=True)
    yield Row("certificates issued by one job", found["job"], 50, "", at_least=True)


def measure(folder: Path, wanted: set[str]) -> Iterator[Row]:
    product, floor = Product(folder), Floor(folder)
    world = product.ask("world")
    parts: dict[str, Callable[[], Iterator[Row]]] = {
        "counts": lambda: pages.counted(product, world),
        "events": lambda: events.learning(product, floor, world),
        "writers": lambda: events.writers(product, world),
        "visitors": lambda: pages.visitors(product, floor, world),
        "pages": lambda: pages.signed_in(product, floor, world),
        "paper": lambda: paper(product),
        "footprint": lambda: footprint.footprint(product, floor),
        "first-load": lambda: firstload.first_load(folder),
    }
    for name, part in parts.items():
        if not wanted or name in wanted:
            yield from part()


def main() -> int:
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for row in measure(Path(folder), set(sys.argv[1:])):
            rows.append(row)
            sys.stderr.write(f"{'ok' if row.ok else 'NO'}  {row.name}: {row.value:g}\n")
    write(rows, ROOT / "var" / "bench.json", whole=not sys.argv[1:])
    sys.stdout.write(table(rows) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
