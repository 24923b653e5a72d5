"""Amounts as Dutch people write them: every style reads back exactly, and nothing else is taken for an amount."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ghnt.ui.money import euro, is_open_amount, read_euro

CENTS = st.integers(min_value=-(10**12) + 1, max_value=10**12 - 1)


def thousands(whole: int, mark: str) -> str:
    return f"{whole:,}".replace(",", mark)


def styles(cents: int) -> list[str]:
    """All the ways in which we have seen one amount written."""
    sign, whole, rest = ("-" if cents < 0 else ""), *divmod(abs(cents), 100)
    bodies = {str(whole), thousands(whole, "."), thousands(whole, " "), thousands(whole, "\xa0")}
    tails = {f",{rest:02}"} if rest else {"", ",-", ",--", ",=", ",–", ",00"}
    if rest and rest % 10 == 0:
        tails.add(f",{rest // 10}")
    written = [f"{body}{tail}" for body in sorted(bodies) for tail in sorted(tails)]
    around = ("{}", "€ {}", "€{}", "€\xa0{}", "EUR {}", " {} ", "{} euro", "{} €")
    signed = [form.format(f"{sign}{one}") for one in written for form in around]
    return [*signed, *(f"{sign}€ {one}" for one in written)]


@given(CENTS)
def test_money_reads_back_exactly_in_every_dutch_style(cents):
    amount = Decimal(cents) / 100
    assert {read_euro(written) for written in styles(cents)} == {amount}


@given(CENTS)
def test_money_as_we_show_it_reads_back_exactly(cents):
    amount = Decimal(cents) / 100
    assert read_euro(euro(amount)) == amount


def silently_else(text: str) -> Decimal | None:
    """A second reading, written apart from the first: exactly the words that mean one amount in Dutch."""
    plain = " ".join(text.replace("\xa0", " ").replace("\u202f", " ").split())
    for mark in ("€", "EUR"):
        plain = plain[len(mark) :].strip() if plain.upper().startswith(mark) else plain
    sign = Decimal(-1) if plain.startswith("-") else Decimal(1)
    plain = plain.removeprefix("-").strip()
    for mark in ("€", "EUR"):
        plain = plain[len(mark) :].strip() if plain.upper().startswith(mark) else plain
    for mark in ("€", "EUR", "EURO"):
        plain = plain[: -len(mark)].strip() if plain.upper().endswith(mark) else plain
    whole, comma, cents = plain.partition(",")
    parts = whole.split("." if "." in whole else " ")
    digits = "".join(parts)
    grouped = len(parts) == 1 or (1 <= len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:]))
    is_whole = digits.isascii() and digits.isdigit() and grouped and (digits == "0" or digits[0] != "0")
    ends = not comma or cents in ("-", "--", "=", "–", "—") or (cents.isascii() and cents.isdigit() and len(cents) < 3)
    if not (is_whole and ends):
        return None
    return sign * Decimal(f"{digits}.{cents if cents.isdigit() else '0'}")


@given(st.text(alphabet="0123456789.,- €\xa0EUReuro=–kp", max_size=14))
def test_money_takes_nothing_else_silently(text):
    try:
        found = read_euro(text)
    except ValueError:
        return
    assert found == silently_else(text)
    assert isinstance(found, Decimal)


@given(st.text(max_size=12))
def test_money_never_fails_otherwise(text):
    try:
        read_euro(text)
    except ValueError:
        return


@pytest.mark.parametrize(
    "typed",
    [
        *("1.5", "1,234.50", "1,234", "12.34", "1.234.5", "1.2345", "0.123", "00", "1 2", "1.234 567", "75k", "5,5,5"),
        *("", "- -5", "--5", "€€5", "1e5", "inf", "nan", "٣", "½", "1_000", "1'000", "p.m.", "5-", ",50", "5,"),
    ],
)
def test_money_refuses_what_is_no_amount_or_could_be_two(typed):
    with pytest.raises(ValueError):
        read_euro(typed)


@pytest.mark.parametrize("typed", ["p.m.", "P.M.", "pm", " p.m. ", "p. m.", "pro memorie"])
def test_open_amount_is_heard(typed):
    assert is_open_amount(typed)


@pytest.mark.parametrize("typed", ["", "p", "m", "13 p.m.", "pmm", "0"])
def test_open_amount_is_not_heard_elsewhere(typed):
    assert not is_open_amount(typed)
