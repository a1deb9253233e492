"""One row of the table: a value held against a bound, both measured in this run."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """`at_least`: the bound is a floor, not a ceiling. `told`: absolute figures, which inform and bind nothing."""

    name: str
    value: float
    bound: float
    unit: str
    told: str = ""
    at_least: bool = False

    @property
    def ok(self) -> bool:
        return self.value >= self.bound if self.at_least else self.value <= self.bound


def ratio(name: str, product: float, floor: float, bound: float, unit: str = "ms CPU") -> Row:
    return Row(name, round(product / floor, 2), bound, "×", f"{product:.2f} against {floor:.2f} {unit}")


def table(rows: Iterable[Row]) -> str:
    lines = [f"{'what':<58} {'value':>9} {'bound':>9}      told"]
    for row in rows:
        sign = "≥" if row.at_least else "≤"
        bound = f"{sign} {row.bound:g} {row.unit}".strip()
        lines.append(f"{row.name:<58} {row.value:>9g} {bound:>9} {'ok ' if row.ok else 'NO '} {row.told}")
    return "\n".join(lines)


def write(rows: Iterable[Row], path: Path, *, whole: bool) -> None:
    """Of a run that measured only some rows, the others stay as they were measured last."""
    path.parent.mkdir(parents=True, exist_ok=True)
    before = {} if whole or not path.exists() else json.loads(path.read_text(encoding="utf-8"))
    data = before | {row.name: asdict(row) | {"ok": row.ok} for row in rows}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=2), encoding="utf-8")
