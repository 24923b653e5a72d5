"""Who saw exact small counts of a region: one row a day for each person, indicator and way of seeing."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, transaction

from ghnt import clock
from ghnt.accounts.models import User
from regions.models import Region
from reporting.models import ExactView, Indicator
from reporting.models.figures import Channel
from reporting.protection.rule import Rule

logger = logging.getLogger(__name__)


def note_exact(
    user: User | AnonymousUser, region: Region, indicators: Iterable[Indicator], channel: Channel = Channel.PAGE
) -> None:
    """Keep that somebody sees these indicators exactly; of what is not protected nothing is kept.

    A second time on the same day adds nothing. Somebody who reads is never held up: a failure is logged.
    """
    if not user.is_authenticated:
        return
    today = clock.today()
    rows = [
        ExactView(user=user, user_name=user.name, region=region, indicator=one, channel=channel, on=today)
        for one in indicators
        if Rule.of(one).is_protected
    ]
    try:
        with transaction.atomic():
            ExactView.objects.bulk_create(rows, ignore_conflicts=True)
    except DatabaseError:
        logger.exception("exact view not kept")
