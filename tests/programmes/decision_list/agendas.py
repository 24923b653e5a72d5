"""Items on an agenda, and concepts at them."""

from programmes.models import Outcome
from tests import factories


def put(meeting, subject="Uitvoeringsplan"):
    round_ = factories.RoundFactory(proposal__region=meeting.body.region, proposal__subject=subject)
    factories.ProposedDecisionFactory(proposal=round_.proposal, text=f"Stel {subject} vast.")
    step = factories.RouteStepFactory(round=round_, body=meeting.body, meeting=meeting)
    return factories.AgendaItemFactory(meeting=meeting, step=step, subject="")


def draft(item, outcome="agreed", **values):
    values.setdefault("text", "")
    chosen = Outcome.objects.get(code=outcome) if outcome else None
    return factories.ConclusionDraftFactory(item=item, outcome=chosen, **values)
