"""What a server's processes cost: CPU seconds and memory of a process and everything below it, from /proc."""

from collections.abc import Iterator
from pathlib import Path

PROC = Path("/proc")


def tree(pid: int) -> Iterator[int]:
    """A process and its living descendants."""
    yield pid
    try:
        children = (PROC / str(pid) / "task" / str(pid) / "children").read_text(encoding="ascii").split()
    except OSError:
        return
    for child in children:
        yield from tree(int(child))


def cpu(pid: int) -> float:
    """Seconds of CPU that the processes of the tree have used, all threads, to the nanosecond."""
    return sum(_nanoseconds(one) for one in tree(pid)) / 1e9


def _nanoseconds(pid: int) -> int:
    total = 0
    for thread in (PROC / str(pid) / "task").glob("*/schedstat"):
        try:
            total += int(thread.read_text(encoding="ascii").split()[0])
        except OSError:  # ended meanwhile
            continue
    return total


def memory(pid: int) -> float:
    """Megabytes that belong to the tree: shared pages are divided among those who share them (PSS)."""
    return sum(_kilobytes(one) for one in tree(pid)) / 1024


def _kilobytes(pid: int) -> int:
    text = (PROC / str(pid) / "smaps_rollup").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))
