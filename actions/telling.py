"""Who hears what around actions: an offer to join in, the answers of a trekker. No title and no answer stands in it."""

from __future__ import annotations

from django.urls import reverse

from actions.models import ActionOffer, PullerRequest
from ghnt import clock
from ghnt.notices.telling import News, tell
from regions.addressees import holders
from regions.rights import Right


def tell_offered(offer: ActionOffer) -> None:
    """Who writes the actions of the region that is asked."""
    news = News(
        key=f"offer-{offer.pk}",
        who=f"Regio {offer.action.programme.region}",
        what="aanbod om mee te doen aan een actie",
        expected=f"Beslissen over meedoen aan een actie (regio {offer.region})",
        url=reverse("actions:offer_list", args=[offer.region.slug]),
    )
    tell(holders(Right.WRITE_ACTIONS, region=offer.region, on=clock.today()), news)


def tell_answered(request: PullerRequest) -> None:
    """Who writes the actions of the region, once for a question: Mijn werk keeps count of what still waits."""
    region = request.programme.region
    news = News(
        key=f"puller-request-{request.pk}",
        who=str(request.puller),
        what=f"antwoorden gegeven over het {request.half_year.label}",
        expected=f"Antwoorden van een trekker bekijken (regio {region})",
        url=reverse("actions:puller_request_detail", args=[region.slug, request.pk]),
    )
    tell(holders(Right.WRITE_ACTIONS, region=region, on=clock.today()), news)
