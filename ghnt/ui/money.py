"""Money as Dutch readers write it."""

from decimal import Decimal


def euro(value: Decimal | int) -> str:
    """€ 75.000 with a hard space; cents only when there are any."""
    amount = Decimal(value)
    written = f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
    return "€\xa0" + written.translate(str.maketrans(",.", ".,"))
