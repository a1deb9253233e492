"""Static files: named by content, compressed once."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ManifestStorage(CompressedManifestStaticFilesStorage):
    """Names by content, compressed once. Only `url()` in style sheets is rewritten: players' source maps stay untouched."""

    patterns = (("*.css", CompressedManifestStaticFilesStorage.patterns[0][1]),)
