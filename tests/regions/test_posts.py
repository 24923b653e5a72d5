from datetime import date

import pytest
from django.core.exceptions import ValidationError

from ghnt.ui.editing import EditConflictError
from regions import posts
from regions.models import Post, PostKind
from reporting.region_facts import region_facts
from tests import factories

pytestmark = pytest.mark.django_db
BEGIN = date(2019, 3, 1)


@pytest.fixture
def region():
    return factories.RegionFactory(name="Rivierenland")


@pytest.fixture
def leader(region):
    return factories.PostFactory(region=region, person="Marit Hoekzema", valid_from=BEGIN)


def centre(region, name="Beekdal"):
    return factories.CentreMunicipalityFactory(region=region, municipality__name=name).municipality


def new(region, **values):
    return Post(**{"region": region, "person": "Joris Vink", "valid_from": date(2021, 7, 1), **values})


def test_post_ends_after_its_last_day_and_the_next_begins_the_day_after(region, leader):
    ended = posts.end_post(post=leader, last_day=date(2021, 6, 30), seen=0)
    posts.start_post(post=new(region, valid_from=ended.next_day))
    names = [posts.leader_of(region, on).person for on in (date(2021, 6, 30), date(2021, 7, 1))]
    assert names == ["Marit Hoekzema", "Joris Vink"]


def test_report_names_the_leader_of_its_own_half_year(region, leader):
    posts.end_post(post=leader, last_day=date(2021, 6, 30), seen=0)
    posts.start_post(post=new(region, hours_a_week=28))
    told = [region_facts(region, on) for on in (date(2021, 6, 30), date(2021, 12, 31))]
    assert [(one.leader, one.hours_a_week) for one in told] == [("Marit Hoekzema", 21), ("Joris Vink", 28)]


def test_post_cannot_end_before_it_began(leader):
    with pytest.raises(ValidationError, match="Deze functie begon op 1 maart 2019"):
        posts.end_post(post=leader, last_day=date(2019, 2, 28), seen=0)
    assert Post.objects.get().valid_to is None


def test_two_leaders_at_a_time_are_refused_with_who_it_is(region, leader):
    with pytest.raises(ValidationError, match="Marit Hoekzema is in deze periode al projectleider, sinds 1 maart 2019"):
        posts.start_post(post=new(region))
    assert Post.objects.get() == leader


def test_replacement_stands_beside_the_leader_and_leads_meanwhile(region, leader):
    posts.start_post(
        post=new(region, kind=PostKind.REPLACEMENT, valid_from=date(2021, 3, 1), valid_to=date(2021, 5, 1))
    )
    names = [posts.leader_of(region, on).person for on in (date(2021, 2, 28), date(2021, 4, 30), date(2021, 5, 1))]
    assert names == ["Marit Hoekzema", "Joris Vink", "Marit Hoekzema"]


def test_only_centre_municipalities_of_the_region_steer(region):
    own, strange = centre(region), factories.MunicipalityFactory(name="Elders")
    with pytest.raises(ValidationError, match="Elders: geen centrumgemeente van deze regio"):
        posts.start_post(post=new(region), steering=[own, strange])
    assert not Post.objects.exists()


def test_two_centre_municipalities_steer_together(region):
    both = [centre(region, "Eindhoven"), centre(region, "Helmond")]
    post = posts.start_post(post=new(region), steering=both)
    assert [one.name for one in post.steering_municipalities.order_by("name")] == ["Eindhoven", "Helmond"]


def test_the_same_post_is_made_once(region):
    posts.start_post(post=new(region, kind=PostKind.REPLACEMENT))
    with pytest.raises(ValidationError, match="Deze functie staat er al: Joris Vink vanaf 1 juli 2021"):
        posts.start_post(post=new(region, kind=PostKind.REPLACEMENT))
    assert Post.objects.count() == 1


def test_correction_keeps_what_stood_there(leader):
    leader.hours_a_week = 24
    posts.change_post(post=leader, seen=0)
    assert [row.hours_a_week for row in leader.history.all()] == [24, 21]


def test_correction_of_what_a_colleague_changed_is_refused(leader):
    Post.objects.filter(pk=leader.pk).update(version=3)
    with pytest.raises(EditConflictError):
        posts.change_post(post=leader, seen=0)


def test_deleted_post_stays_in_its_history(leader):
    posts.delete_post(post=leader, seen=0)
    assert [(row.history_type, row.person) for row in Post.history.all()][:1] == [("-", "Marit Hoekzema")]


def test_national_post_has_no_steering_municipality(region):
    post = new(None, kind=PostKind.TEAM_MEMBER)
    with pytest.raises(ValidationError, match="geen centrumgemeente"):
        posts.start_post(post=post, steering=[centre(region)])


@pytest.mark.parametrize(
    ("until", "words"),
    [(None, "sinds 1 maart 2019"), (date(2021, 7, 1), "van 1 maart 2019 tot en met 30 juni 2021")],
)
def test_period_of_a_post_is_told_with_its_last_day(until, words):
    assert posts.period_words(Post(valid_from=BEGIN, valid_to=until)) == words
