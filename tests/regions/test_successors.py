from datetime import date

import pytest

from regions.successors import predecessors_of, speakers_for, successors_of, with_predecessors
from tests.factories import MunicipalityFactory, MunicipalitySuccessionFactory

pytestmark = pytest.mark.django_db
MERGED = date(2022, 3, 24)


@pytest.fixture
def weesp():
    return MunicipalityFactory(name="Weesp", valid_to=MERGED)


@pytest.fixture
def amsterdam(weesp):
    return MunicipalitySuccessionFactory(
        predecessor=weesp, successor=MunicipalityFactory(name="Amsterdam"), on=MERGED
    ).successor


def test_successors_are_told_from_the_day_on(weesp, amsterdam):
    assert successors_of([weesp, amsterdam], on=date(2022, 3, 23)) == {}
    found = successors_of([weesp, amsterdam], on=MERGED)
    assert found[weesp.pk].told("Weesp") == "Weesp (sinds 24 maart 2022 Amsterdam)"
    assert found[weesp.pk].ids == {amsterdam.pk}
    assert amsterdam.pk not in found


def test_successors_of_a_split_are_named_together(weesp, amsterdam):
    other = MunicipalitySuccessionFactory(predecessor=weesp, successor=MunicipalityFactory(name="Diemen"), on=MERGED)
    told = successors_of([weesp], on=MERGED)[weesp.pk]
    assert told.told("Weesp") == "Weesp (sinds 24 maart 2022 Amsterdam en Diemen)"
    assert told.ids == {amsterdam.pk, other.successor_id}


def test_predecessors_are_those_that_ended(weesp, amsterdam):
    assert predecessors_of([amsterdam], on=date(2022, 3, 23)) == []
    assert predecessors_of([amsterdam], on=MERGED) == [weesp]
    assert predecessors_of([weesp], on=MERGED) == []


def test_predecessors_go_back_over_two_mergers(weesp, amsterdam):
    older = MunicipalityFactory(name="Weesperkarspel", valid_to=date(2020, 1, 1))
    MunicipalitySuccessionFactory(predecessor=older, successor=weesp, on=date(2020, 1, 1))
    assert set(predecessors_of([amsterdam], on=MERGED)) == {weesp, older}
    assert with_predecessors(amsterdam, on=MERGED) == {amsterdam.pk, weesp.pk, older.pk}
    assert speakers_for([older.pk], on=MERGED) == {older.pk: {amsterdam.pk}}


def test_successors_of_none_that_ended_take_no_query(amsterdam, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert successors_of([amsterdam], on=MERGED) == {}
