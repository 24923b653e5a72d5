"""Bottlenecks of a home: one that was answered nationally and is on an agenda, and a national one with a meeting."""

from datetime import date

from actions.models import Bottleneck, BottleneckAgendaItem, BottleneckAgendaRendering
from programmes.models import Meeting
from regions.models import BodyKind, BodyLevel
from tests import factories


def put_bottlenecks(home, leader):
    national = _national()
    meeting = Meeting.objects.get(body__name="Landelijk kernteam")
    one = factories.BottleneckFactory(
        region=home.region, number=1, state="answered", level="core_team", is_shared=True, national=national
    )
    one.actions.add(home.action)
    one.municipalities.add(home.municipality)
    factories.BottleneckStepFactory(bottleneck=one, text="Kunt u dit bespreken?")
    factories.BottleneckStepFactory(bottleneck=one, kind="answered", text="Het staat op de agenda van het kernteam.")
    open_one = factories.BottleneckFactory(region=home.region, number=2, title="Geen plek voor overleg")
    for place, (where, bottleneck) in enumerate(((home.meeting, open_one), (home.meeting, one)), 1):
        BottleneckAgendaItem.objects.get_or_create(meeting=where, bottleneck=bottleneck, defaults={"position": place})
    BottleneckAgendaItem.objects.get_or_create(meeting=meeting, bottleneck=national, defaults={"position": 1})
    document = BottleneckAgendaRendering.objects.create(meeting=home.meeting, content="{}", asked_by=leader)
    home.around |= {
        "bottleneck": one.pk,
        "national_bottleneck": national.pk,
        "national_meeting": meeting.pk,
        "bottleneck_item": home.meeting.bottleneck_items.first().pk,
        "bottleneck_document": document.pk,
    }


def _national():
    """The same for every home."""
    if found := Bottleneck.objects.filter(region__isnull=True).first():
        return found
    body = factories.BodyFactory(
        region=None, level=BodyLevel.NATIONAL, kind=BodyKind.CORE_TEAM, name="Landelijk kernteam"
    )
    factories.MeetingFactory(body=body, date=date(2021, 6, 3))
    national = factories.BottleneckFactory(
        region=None, number=1, title="De opvang is vol", state="raised", level="core_team", is_shared=True
    )
    factories.BottleneckStepFactory(bottleneck=national)
    return national
