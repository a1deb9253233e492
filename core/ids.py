"""Identifiers: sortable UUIDs for rows, short codes for people."""

import secrets
import time
import uuid

# No letters that look alike on paper or over the telephone: no 0 O, 1 I L, U V.
CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTWXYZ"
EASTERN_DIGITS = str.maketrans(
    "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789"
)  # as Arabic and Persian keyboards type them


def uuid7() -> uuid.UUID:
    """A UUID of version 7 (RFC 9562 §5.7): 48 bits of milliseconds, then random bits."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & (2**48 - 1)) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return uuid.UUID(int=value)


def short_code(length: int = 8) -> str:
    """A random code of `length` letters for people to type (4.86 bits a letter)."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(length))


def normalise_code(typed: str) -> str:
    """What a person typed as a code: upper case, European digits, without spaces, hyphens and letters of no code."""
    return "".join(sign for sign in typed.translate(EASTERN_DIGITS).upper() if sign.isascii() and sign.isalnum())


def secret_token() -> str:
    """An unguessable token for links, 256 bits, URL-safe."""
    return secrets.token_urlsafe(32)
