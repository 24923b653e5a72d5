"""The list of bottlenecks for a meeting on paper."""

from datetime import UTC, date, datetime

import pytest

from actions.bottlenecks import agenda, agenda_document
from regions.models import BodyKind, BodyLevel, Role
from regions.rights import rights_of
from tests.documents.reading import text_of
from tests.factories import BodyFactory, BottleneckFactory, MeetingFactory, RegionFactory, RoleAssignmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    body = BodyFactory(region=None, level=BodyLevel.NATIONAL, kind=BodyKind.CORE_TEAM, name="Kernteam")
    return MeetingFactory(body=body, date=date(2021, 9, 9), place="Utrecht")


@pytest.fixture
def rights():
    return rights_of(RoleAssignmentFactory(role=Role.NATIONAL, region=None).user, on=date(2021, 7, 12))


def test_empty_list_is_an_accessible_pdf(meeting, rights, assert_accessible_pdf):
    pdf = agenda_document.draw_content(agenda_document.content_of(meeting, rights)).body
    assert_accessible_pdf(pdf)
    assert "Er staan nog geen knelpunten op de agenda." in " ".join(text_of(pdf).split())


def test_list_tells_whose_it_is_how_long_it_waits_and_what_is_proposed(meeting, rights, assert_accessible_pdf):
    one = BottleneckFactory(
        region=RegionFactory(name="Rivierenland"),
        number=3,
        text="Wachten " + "x" * 200,
        proposed_solution="Een voorrangsregel.",
        state="raised",
        level="core_team",
        is_shared=True,
        raised_at=datetime(2021, 3, 11, 12, tzinfo=UTC),
    )
    agenda.put_on_agenda(meeting=meeting, bottlenecks=[one])
    agenda.note_item(item=meeting.bottleneck_items.get(), note="Wilt u beslissen?")
    content = agenda_document.content_of(meeting, rights)
    pdf = agenda_document.draw_content(content).body
    assert_accessible_pdf(pdf)
    text = "".join(text_of(pdf).split())
    for words in (
        "1. K3 De doorstroom uit de opvang loopt vast",
        "Van: Rivierenland.",
        "Wacht: 4 maanden, voorgelegd op 11 maart 2021.",
        "Een voorrangsregel.",
        "Wilt u beslissen?",
    ):
        assert "".join(words.split()) in text
    assert agenda_document.draw_content(content).body == pdf
