"""What officers and leaders are told about a bundle. No subject and no text of a proposal stands in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from ghnt import clock
from ghnt.notices.telling import News, tell
from ghnt.ui.dates import long_date
from programmes.models import ReviewAddressee, ReviewBundle
from programmes.review.addressees import officers_of, still_readable
from regions.models import Municipality


def tell_officers(
    bundle: ReviewBundle,
    *,
    key: str,
    what: str,
    counts: Counter[int],
    expected: str = "",
    due: date | None = None,
) -> set[int]:
    """Tell the officers of the municipalities in `counts`, each about as many conclusions as it says.

    `{n}` in `expected` becomes that number in words. Returns the municipalities that have nobody to tell.
    """
    nobody = set()
    for municipality, officers in officers_of(counts, on=clock.today()).items():
        if not officers:
            nobody.add(municipality)
        for speaker, user in officers:
            news = News(
                key=key,
                who=f"Regio {bundle.region}",
                what=what,
                url=officer_url(speaker, bundle),
                expected=expected.format(n=conclusions_in_words(counts[municipality])),
                due=due,
            )
            tell([user], news)
    return nobody


def officer_url(municipality: Municipality, bundle: ReviewBundle) -> str:
    return reverse("programmes:municipal_review", args=[municipality.slug, bundle.pk])


def news_of(bundle: ReviewBundle) -> str:
    """ "nieuwe conclusies van PFHO, 4 maart 2021"; nothing but "nieuwe conclusies" when none may be distributed."""
    distributed = bundle.items.filter(conclusion__step__round__proposal__may_distribute=True).exists()
    first = bundle.items.select_related("conclusion").first()
    if not distributed or first is None:
        return "nieuwe conclusies"
    return f"nieuwe conclusies van {first.conclusion.body_name}, {long_date(first.conclusion.date)}"


def addressed(bundle: ReviewBundle, items: Iterable[int] | None = None) -> Counter[int]:
    """How many conclusions of the bundle, or of `items`, went to each municipality and may still be read there."""
    rows = still_readable(ReviewAddressee.objects.filter(item__bundle=bundle))
    if items is not None:
        rows = rows.filter(item__in=list(items))
    return Counter(rows.values_list("municipality", flat=True))


def conclusions_in_words(number: int) -> str:
    return "1 conclusie" if number == 1 else f"{number} conclusies"
