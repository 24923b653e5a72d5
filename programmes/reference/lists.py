"""The lists of purposes and outcomes, of which `programmes.decision_lists` is the home."""

from django.utils.text import capfirst

from programmes import decision_lists
from programmes.models import Outcome, Purpose
from regions.reference.tables import TableReport


def load_lists() -> list[TableReport]:
    """Add what is missing; what an administrator changed stays."""
    before = {model: model.objects.count() for model in (Purpose, Outcome)}
    decision_lists.load()
    return [
        TableReport(
            capfirst(str(model._meta.verbose_name_plural)),
            added=model.objects.count() - count,
            unchanged=count,
        )
        for model, count in before.items()
    ]
