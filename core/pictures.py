"""What opening a picture that somebody sent may raise, and how large one may be."""

from PIL import Image

BROKEN = (OSError, ValueError, SyntaxError, Image.DecompressionBombError, EOFError, RuntimeError)
PIXELS_LIMIT = 60_000_000
