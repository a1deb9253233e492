"""Static files: our own, and the named parts of npm packages, never a whole folder of them."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

# Package → the files of it that a browser may ask for.
ALLOWED: dict[str, tuple[str, ...]] = {}


class NodeModulesFinder(BaseFinder):
    """Serves `ALLOWED` files from `node_modules` under `npm/<package>/<file>`."""

    def __init__(self, app_names: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.storage = FileSystemStorage(settings.NODE_MODULES)
        setattr(self.storage, "prefix", "npm")  # noqa: B010 - collectstatic reads it, the class does not declare it

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        inside = path.removeprefix("npm/")
        known = path.startswith("npm/") and inside in set(self._files())
        found = Path(settings.NODE_MODULES) / inside
        if not known or not found.exists():
            return []
        return [str(found)] if find_all else str(found)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        return ((name, self.storage) for name in self._files())

    @staticmethod
    def _files() -> Iterator[str]:
        return (f"{package}/{name}" for package, names in ALLOWED.items() for name in names)


class ManifestStorage(CompressedManifestStaticFilesStorage):
    """Names by content, compressed once. Only `url()` in style sheets is rewritten: players' source maps stay untouched."""

    patterns = (("*.css", CompressedManifestStaticFilesStorage.patterns[0][1]),)
