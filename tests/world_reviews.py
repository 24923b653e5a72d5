"""A conclusion that lies before the municipalities of a home: one says it is not right, the other said nothing."""

from datetime import date

from programmes.models import Verdict
from tests import factories


def put_reviews(home):
    bundle = factories.ReviewBundleFactory(
        region=home.region, title="Klankbordgroep, 15 april 2021", react_by=date(2021, 7, 20), note="Graag snel."
    )
    item = factories.ReviewItemFactory(bundle=bundle, conclusion=home.conclusion, asks_reaction=True)
    for municipality in (home.municipality, home.neighbour):
        factories.ReviewAddresseeFactory(item=item, municipality=municipality)
    review = factories.ConclusionReviewFactory(
        item=item, municipality=home.municipality, verdict=Verdict.NOT_RIGHT, text="De datum klopt niet."
    )
    home.around |= {"review_bundle": bundle.pk, "review": review.pk}
