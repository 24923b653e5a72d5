from ghnt.ui.dates import long_date


def refuse_end_before_start(form, start="start", end="end"):
    """Say it at the field of the end date, with the start date that stands in the way."""
    first, last = form.cleaned_data.get(start), form.cleaned_data.get(end)
    if first and last and last < first:
        form.add_error(end, f"De einddatum ligt vóór de begindatum, {long_date(first)}. Kies een latere datum.")
