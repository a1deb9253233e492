"""User names and passwords that are easy to read out, to copy by hand and to type on a phone."""

import re
import secrets
import uuid

from django.utils.crypto import salted_hmac

from core.ids import CODE_ALPHABET

# Birds and trees: short, without accents, nothing that could hurt.
WORDS = re.findall(
    r"\w+",
    "ahorn amsel apfel birke birne blume buche dohle drossel eiche elster erle esche falke farn feder fichte fink garten "
    "ginkgo habicht hasel hecke heide hirse igel kiebitz kiefer kirsche klee kranich kuckuck lerche libelle linde luchs "
    "meise milan minze mohn nelke olive otter pappel pinie pirol quelle rabe reiher robbe rose rotbuche salbei sanddorn "
    "schwalbe specht star storch tanne taube tulpe ulme veilchen wachtel weide wiese zeder zeisig",
)
PASSWORD_ALPHABET = CODE_ALPHABET.lower()


def make() -> str:
    """A user name like `amsel-4827`. It says nothing about the person."""
    return f"{secrets.choice(WORDS)}-{1000 + secrets.randbelow(9000)}"


def password_for(key: uuid.UUID) -> str:
    """A password of three groups of four letters (58 bits), the same for every click on one sign-up form."""
    digest = salted_hmac("people.sign-up", str(key), algorithm="sha256").digest()
    number = int.from_bytes(digest, "big")
    letters = []
    for _place in range(12):
        number, rest = divmod(number, len(PASSWORD_ALPHABET))
        letters.append(PASSWORD_ALPHABET[rest])
    word = "".join(letters)
    return "-".join((word[:4], word[4:8], word[8:]))
