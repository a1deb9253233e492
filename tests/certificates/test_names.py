"""Names as people have them: tidied, told apart by script, refused with a reason, found by family name."""

import pytest

from certificates.domain import credential as credentials
from certificates.errors import LatinNameMissing, NameTooLong, NotLatin, NotPrintable
from certificates.names import PrintedNames, says_family_name, tidy


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("  Leyla \n Haddad\t", "Leyla Haddad"),
        ("Ley\u202ela\u202c Haddad", "Ley la Haddad"),
        ("\u2067Leyla\u2069", "Leyla"),
        ("Le\u0301a", "Léa"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u200cLeyla\u200d", "Leyla"),
        ("Ley\x00la", "Ley la"),
        ("\u202e\u200b", ""),
    ],
)
def test_tidy_keeps_letters_and_takes_signs_that_turn_or_hide(typed, printed):
    assert tidy(typed) == printed


@pytest.mark.parametrize(
    ("latin", "native", "error"),
    [
        ("", "ليلى", LatinNameMissing),
        ("\u202e", "", LatinNameMissing),
        ("ليلى", "", NotLatin),
        ("Leyla Хаддад", "", NotLatin),
        ("L" * 200, "", NameTooLong),
        ("Leyla", "ل" * 200, NameTooLong),
        ("Leyla 🌷", "", NotPrintable),
        ("Leyla", "レイラ", NotPrintable),
    ],
)
def test_name_is_refused_with_its_reason(latin, native, error):
    with pytest.raises(error):
        credentials.checked(PrintedNames(latin, native))


@pytest.mark.parametrize(
    ("latin", "native"),
    [
        ("Øystein Łukasz Nguyễn-Đặng O’Brien", ""),
        ("Shirin Yazdani", "شیرین یزدانی"),
        ("Shirin", "می\u200cخواهم"),
        ("Oksana Kowal", "Оксана Коваль"),
        ("A" * 120, ""),
    ],
)
def test_name_is_printed_as_it_is(latin, native):
    assert credentials.checked(PrintedNames(latin, native)) == PrintedNames(latin, native)


def test_native_name_in_latin_letters_is_left_out():
    assert credentials.checked(PrintedNames("Ada", "Ada")) == PrintedNames("Ada")


@pytest.mark.parametrize(
    ("typed", "counts"),
    [
        ("Haddad", True),
        ("  haddad ", True),
        ("HÁDDAD", True),
        ("Leyla Haddad", True),
        ("حداد", True),
        ("Al-Haddad", False),
        ("Leyla", False),
        ("", False),
        ("-", False),
        ("adda", False),
    ],
)
def test_family_name_is_the_end_of_a_printed_name(typed, counts):
    assert says_family_name(typed, "Leyla Haddad", "ليلى حداد") is counts
