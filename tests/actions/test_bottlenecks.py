"""Bottlenecks: who may do what in which state, what a step keeps together, who reads and hears of it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from actions.bottlenecks import agenda, national, saving
from actions.bottlenecks.answering import TOO_EARLY, Said, record_answers
from actions.bottlenecks.listing import sentence
from actions.bottlenecks.reminding import remind_of_bottlenecks
from actions.bottlenecks.states import ALLOWED, Place, Verb, may, place_of
from actions.bottlenecks.steps import take_step
from actions.bottlenecks.waiting import waiting_words
from actions.models import Bottleneck, BottleneckState, BottleneckStep, Level
from ghnt import clock
from ghnt.notices.models import Notice
from ghnt.ui.editing import EditConflictError
from regions.models import BodyKind, BodyLevel, Role
from regions.rights import Right, rights_of
from tests.factories import (
    BodyFactory,
    BottleneckFactory,
    MeetingFactory,
    RegionFactory,
    RoleAssignmentFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2021, 7, 12)


@pytest.fixture
def leader(region):
    return RoleAssignmentFactory(role=Role.LEADER, region=region).user


@pytest.fixture
def team():
    return RoleAssignmentFactory(role=Role.NATIONAL, region=None).user


@pytest.fixture
def both(region):
    """One person who leads a region and is of the national team."""
    user = RoleAssignmentFactory(role=Role.LEADER, region=region).user
    RoleAssignmentFactory(user=user, role=Role.NATIONAL, region=None)
    return user


@pytest.fixture
def reader(region):
    return RoleAssignmentFactory(role=Role.READER, region=region).user


@pytest.fixture
def bottleneck(region):
    return BottleneckFactory(region=region, number=1)


def do(bottleneck, verb, by, text="Omdat het moet.", level="", **kwargs):
    bottleneck.refresh_from_db()
    return take_step(
        bottleneck=bottleneck, verb=verb, text=text, level=level, seen_version=bottleneck.version, by=by, **kwargs
    )


def rights(user):
    return rights_of(user, on=TODAY)


def lying(region, place, state):
    """A bottleneck in one cell of the table."""
    level = Level.REGION if place is Place.INSIDE else Level.CORE_TEAM
    home = None if place is Place.NATIONAL else region
    return BottleneckFactory(region=home, state=state, level=level, is_shared=place is not Place.INSIDE)


REGION_VERBS = {
    (Place.INSIDE, "open"): {"voorleggen", "antwoorden", "oplossen", "vervallen"},
    (Place.INSIDE, "raised"): {"voorleggen", "antwoorden", "oplossen", "vervallen", "terugnemen"},
    (Place.INSIDE, "answered"): {"voorleggen", "antwoorden", "oplossen", "vervallen"},
    (Place.INSIDE, "solved"): {"heropenen"},
    (Place.INSIDE, "dropped"): {"heropenen"},
    (Place.OUTSIDE, "raised"): {"terugnemen", "oplossen", "vervallen"},
    (Place.OUTSIDE, "answered"): {"voorleggen", "oplossen", "vervallen"},
    (Place.OUTSIDE, "solved"): {"heropenen"},
    (Place.OUTSIDE, "dropped"): {"heropenen"},
}
TEAM_VERBS = {
    (Place.OUTSIDE, "raised"): {"antwoorden", "doorzetten", "terugleggen", "oplossen"},
    (Place.OUTSIDE, "answered"): {"antwoorden", "doorzetten", "oplossen"},
    (Place.NATIONAL, "open"): {"voorleggen", "oplossen", "vervallen"},
    (Place.NATIONAL, "raised"): {"antwoorden", "doorzetten", "oplossen", "vervallen"},
    (Place.NATIONAL, "answered"): {"antwoorden", "doorzetten", "oplossen", "vervallen"},
    (Place.NATIONAL, "solved"): {"heropenen"},
    (Place.NATIONAL, "dropped"): {"heropenen"},
}


@pytest.mark.parametrize("state", BottleneckState.values)
@pytest.mark.parametrize("place", list(Place))
def test_every_state_allows_each_role_what_the_table_says(region, leader, team, both, reader, place, state):
    one = lying(region, place, state)
    if place_of(one) is not place:  # an open one of a region lies with the region
        pytest.fail("the cell is not what it says")
    found = {
        who: {verb.value for verb in Verb if may(one, verb, rights(user))}
        for who, user in (("leader", leader), ("team", team), ("both", both), ("reader", reader))
    }
    ofregion, ofteam = REGION_VERBS.get((place, state), set()), TEAM_VERBS.get((place, state), set())
    assert found == {"leader": ofregion, "team": ofteam, "both": ofregion | ofteam, "reader": set()}


@pytest.mark.parametrize("verb", list(Verb))
@pytest.mark.parametrize("state", BottleneckState.values)
@pytest.mark.parametrize("place", list(Place))
def test_step_is_refused_where_the_table_has_no_verb(region, leader, place, state, verb):
    one = lying(region, place, state)
    if verb in ALLOWED.get((place, BottleneckState(state)), {}):
        assert do(one, verb, leader, level=Level.LAWMAKER).kind
        return
    with pytest.raises(ValidationError, match="Dit kan nu niet"):
        do(one, verb, leader, level=Level.LAWMAKER)
    assert BottleneckStep.objects.count() == 0


def test_raising_keeps_state_level_and_date_together(bottleneck, leader):
    do(bottleneck, Verb.RAISE, leader, level=Level.STEERING)
    bottleneck.refresh_from_db()
    kept = (bottleneck.state, bottleneck.level, bottleneck.is_shared, bottleneck.version)
    assert kept == ("raised", "steering", True, 1)
    assert bottleneck.raised_at == bottleneck.steps.get().at


def test_taking_back_hides_what_nobody_answered(bottleneck, leader, team):
    do(bottleneck, Verb.RAISE, leader, level=Level.CORE_TEAM)
    do(bottleneck, Verb.WITHDRAW, leader)
    bottleneck.refresh_from_db()
    assert (bottleneck.state, bottleneck.level, bottleneck.raised_at) == ("open", "region", None)
    assert not Bottleneck.objects.visible_to(rights(team)).exists()


def test_taking_back_what_was_answered_stays_readable(bottleneck, leader, team):
    do(bottleneck, Verb.RAISE, leader, level=Level.CORE_TEAM)
    do(bottleneck, Verb.ANSWER, team)
    do(bottleneck, Verb.RAISE, leader, level=Level.STEERING)
    do(bottleneck, Verb.WITHDRAW, leader)
    assert Bottleneck.objects.visible_to(rights(team)).get() == bottleneck


def test_sending_back_brings_it_home(bottleneck, leader, team):
    do(bottleneck, Verb.RAISE, leader, level=Level.CORE_TEAM)
    do(bottleneck, Verb.SEND_BACK, team, text="Dit kan de regio zelf.")
    bottleneck.refresh_from_db()
    assert (bottleneck.state, bottleneck.level, bottleneck.is_shared) == ("open", "region", True)


def test_passing_on_keeps_how_long_the_region_waits(bottleneck, leader, team):
    with clock.standing_at(date(2021, 3, 1)):
        do(bottleneck, Verb.RAISE, leader, level=Level.CORE_TEAM)
    do(bottleneck, Verb.HAND_ON, team, level=Level.STEERING)
    bottleneck.refresh_from_db()
    assert (bottleneck.level, waiting_words(bottleneck.raised_at, TODAY)) == ("steering", "4 maanden")


def test_same_step_twice_makes_one(bottleneck, leader):
    for _ in range(2):
        take_step(
            bottleneck=bottleneck, verb=Verb.RAISE, text="Graag.", level=Level.CORE_TEAM, seen_version=0, by=leader
        )
    assert bottleneck.steps.count() == 1


def test_another_step_on_what_changed_is_a_conflict(bottleneck, leader):
    do(bottleneck, Verb.RAISE, leader, level=Level.CORE_TEAM)
    with pytest.raises(EditConflictError):
        take_step(bottleneck=bottleneck, verb=Verb.DROP, text="Weg ermee.", seen_version=0, by=leader)


@pytest.mark.parametrize("verb", [Verb.SOLVE, Verb.DROP, Verb.ANSWER])
def test_step_without_words_asks_for_them(bottleneck, leader, verb):
    with pytest.raises(ValidationError, match="in een of twee zinnen"):
        do(bottleneck, verb, leader, text="  ")


def test_raising_asks_to_whom(bottleneck, leader):
    with pytest.raises(ValidationError, match="Kies aan wie u het knelpunt voorlegt"):
        do(bottleneck, Verb.RAISE, leader, level="")


def test_only_what_was_raised_is_read_outside_the_region(region, leader, team, reader):
    inside = BottleneckFactory(region=region, number=1, title="Blijft binnen")
    raised = BottleneckFactory(region=region, number=2, title="Voor het kernteam")
    at_home = BottleneckFactory(region=region, number=3, title="Voor de eigen stuurgroep")
    do(raised, Verb.RAISE, leader, level=Level.CORE_TEAM)
    do(at_home, Verb.RAISE, leader, level=Level.REGION)
    elsewhere = RoleAssignmentFactory(role=Role.LEADER, region=RegionFactory()).user
    found = {user: set(Bottleneck.objects.visible_to(rights(user))) for user in (reader, team, elsewhere)}
    assert found == {reader: {inside, raised, at_home}, team: {raised}, elsewhere: set()}


def test_one_person_with_two_roles_reads_everything_of_the_own_region(region, both):
    BottleneckFactory(region=region, number=1)
    BottleneckFactory(number=1)
    assert [one.region for one in Bottleneck.objects.visible_to(rights(both))] == [region]


def test_new_one_gets_the_next_number_and_is_made_once(region, leader):
    BottleneckFactory(region=region, number=4)
    made = [
        saving.save_bottleneck(
            bottleneck=Bottleneck(region=region, title="Geen plek"), relations={}, seen_version=None, by=leader
        )
        for _ in range(2)
    ]
    assert [one.code for one in made] == ["K5", "K5"]
    assert Bottleneck.objects.count() == 2


def test_what_was_raised_is_not_thrown_away(bottleneck, leader):
    do(bottleneck, Verb.RAISE, leader, level=Level.CORE_TEAM)
    with pytest.raises(ValidationError, match="Neem het eerst terug"):
        saving.remove_bottleneck(bottleneck=bottleneck, by=leader)


def test_removed_one_is_read_by_nobody_and_comes_back(bottleneck, leader):
    saving.remove_bottleneck(bottleneck=bottleneck, by=leader)
    assert not Bottleneck.objects.visible_to(rights(leader)).exists()
    bottleneck.refresh_from_db()
    saving.restore_bottleneck(bottleneck=bottleneck)
    assert Bottleneck.objects.visible_to(rights(leader)).get() == bottleneck


def test_answer_to_a_national_one_reaches_every_region_once(region, leader, team):
    ones = [BottleneckFactory(region=home, number=1) for home in (region, RegionFactory())]
    for one in ones:
        do(one, Verb.RAISE, leader, level=Level.CORE_TEAM)
    [one.refresh_from_db() for one in ones]
    made = national.make_national(
        bottleneck=Bottleneck(title="Overal vol"), blocks=(), level=Level.CORE_TEAM, members=ones, by=team
    )
    do(made, Verb.ANSWER, team, text="De wet verandert.")
    [one.refresh_from_db() for one in ones]
    assert [(one.state, one.steps.last().text, one.steps.last().from_national_id) for one in ones] == [
        ("answered", "De wet verandert.", made.steps.last().pk)
    ] * 2
    assert made.code == "L1"


def test_linking_later_brings_the_answer_along(bottleneck, leader, team):
    made = national.make_national(
        bottleneck=Bottleneck(title="Overal vol"), blocks=(), level=Level.CORE_TEAM, members=(), by=team
    )
    do(made, Verb.ANSWER, team, text="De wet verandert.")
    do(bottleneck, Verb.RAISE, leader, level=Level.CORE_TEAM)
    bottleneck.refresh_from_db()
    national.set_members(national=made, members=[bottleneck], by=team)
    bottleneck.refresh_from_db()
    assert (bottleneck.national, bottleneck.state) == (made, "answered")


def test_only_what_was_raised_can_be_linked(bottleneck, team):
    made = national.make_national(
        bottleneck=Bottleneck(title="Overal vol"), blocks=(), level=Level.CORE_TEAM, members=(), by=team
    )
    with pytest.raises(ValidationError, match="zijn voorgelegd"):
        national.set_members(national=made, members=[bottleneck], by=team)


def test_raising_tells_the_team_and_answering_the_region(bottleneck, leader, team):
    do(bottleneck, Verb.RAISE, leader, level=Level.CORE_TEAM)
    do(bottleneck, Verb.ANSWER, team)
    told = list(Notice.objects.order_by("pk").values_list("user", "what"))
    assert told == [
        (team.pk, "knelpunt voorgelegd aan het kernteam"),
        (leader.pk, "antwoord op een knelpunt (regio Rivierenland)"),
    ]


def test_what_stays_inside_is_told_to_nobody(bottleneck, leader, team):
    do(bottleneck, Verb.RAISE, leader, level=Level.REGION)
    do(bottleneck, Verb.ANSWER, leader)
    assert not Notice.objects.exists()


def test_reminder_comes_once_a_month(bottleneck, leader, team):
    with clock.standing_at(date(2021, 5, 1)):
        do(bottleneck, Verb.RAISE, leader, level=Level.CORE_TEAM)
    Notice.objects.all().delete()
    assert [remind_of_bottlenecks(), remind_of_bottlenecks()] == [1, 0]
    assert Notice.objects.get().what == "knelpunt K1 (regio Rivierenland) wacht 2 maanden op antwoord van het kernteam"


def test_national_meeting_records_its_answers_in_one_go(region, leader, team):
    ones = [BottleneckFactory(region=region, number=number) for number in (1, 2)]
    for one in ones:
        do(one, Verb.RAISE, leader, level=Level.CORE_TEAM)
    meeting = _national_meeting(TODAY)
    assert agenda.put_on_agenda(meeting=meeting, bottlenecks=ones) == 2
    assert agenda.put_on_agenda(meeting=meeting, bottlenecks=ones) == 0
    first, second = meeting.bottleneck_items.select_related("bottleneck")
    said = {first: Said("antwoorden", "Akkoord.", 1), second: Said("doorzetten:steering", "", 1)}
    assert record_answers(meeting=meeting, said=said, by=team) == 2
    [one.refresh_from_db() for one in ones]
    assert [(one.state, one.level, one.steps.last().meeting) for one in ones] == [
        ("answered", "core_team", meeting),
        ("raised", "steering", meeting),
    ]
    with pytest.raises(ValidationError, match="al een antwoord vastgelegd"):
        agenda.remove_item(item=first)


def test_answers_are_all_recorded_or_none(region, leader, team):
    ones = [BottleneckFactory(region=region, number=number) for number in (1, 2)]
    for one in ones:
        do(one, Verb.RAISE, leader, level=Level.CORE_TEAM)
    meeting = _national_meeting(TODAY)
    agenda.put_on_agenda(meeting=meeting, bottlenecks=ones)
    first, second = meeting.bottleneck_items.select_related("bottleneck")
    with pytest.raises(EditConflictError):
        record_answers(
            meeting=meeting, said={first: Said("antwoorden", "Ja.", 1), second: Said("oplossen", "Zo.", 0)}, by=team
        )
    assert not BottleneckStep.objects.filter(meeting=meeting).exists()


def test_coming_meeting_has_no_answers_yet(team):
    with pytest.raises(ValidationError, match=TOO_EARLY[:20]):
        record_answers(meeting=_national_meeting(date(2021, 9, 9)), said={}, by=team)


def test_agenda_offers_the_national_one_in_place_of_its_members(bottleneck, leader, team):
    do(bottleneck, Verb.RAISE, leader, level=Level.CORE_TEAM)
    bottleneck.refresh_from_db()
    made = national.make_national(
        bottleneck=Bottleneck(title="Overal vol"), blocks=(), level=Level.STEERING, members=[bottleneck], by=team
    )
    assert list(agenda.candidates(_national_meeting(TODAY), rights(team))) == [made]


def test_items_move_and_stay_at_the_ends(region, team):
    meeting = _national_meeting(TODAY)
    ones = [BottleneckFactory(region=region, number=number, is_shared=True) for number in (1, 2, 3)]
    agenda.put_on_agenda(meeting=meeting, bottlenecks=ones)
    last = meeting.bottleneck_items.last()
    for up in (True, True, True, False):
        agenda.move_item(item=last, up=up)
    assert [one.bottleneck.number for one in meeting.bottleneck_items.all()] == [1, 3, 2]


def _national_meeting(day):
    body = BodyFactory(region=None, level=BodyLevel.NATIONAL, kind=BodyKind.CORE_TEAM, name="Kernteam")
    return MeetingFactory(body=body, date=day)


@pytest.mark.parametrize(
    ("since", "words"),
    [
        (date(2021, 7, 12), "sinds vandaag"),
        (date(2021, 7, 11), "1 dag"),
        (date(2021, 5, 14), "59 dagen"),
        (date(2021, 5, 13), "1 maand"),
        (date(2021, 5, 12), "2 maanden"),
        (date(2021, 3, 13), "3 maanden"),
        (date(2021, 3, 12), "4 maanden"),
    ],
)
def test_waiting_is_told_in_words(since, words):
    assert waiting_words(since, TODAY) == words


def test_sentence_counts_what_waits(region, leader):
    with clock.standing_at(date(2021, 3, 1)):
        do(BottleneckFactory(region=region, number=1), Verb.RAISE, leader, level=Level.CORE_TEAM)
    do(BottleneckFactory(region=region, number=2), Verb.RAISE, leader, level=Level.REGION)
    BottleneckFactory(region=region, number=3)
    rows = Bottleneck.objects.all()
    assert sentence(rows, TODAY) == "3 knelpunten, 2 wachten op een antwoord, het langst 4 maanden."


def test_rights_of_the_national_team_do_not_write_for_a_region(team, region):
    assert not rights(team).may(Right.WRITE_ACTIONS, region)


# Pages


def url(name, *args):
    return reverse(f"actions:{name}", args=args)


def test_leader_makes_raises_and_reads_the_answer(client, region, leader, team):
    client.force_login(leader)
    made = client.post(url("bottleneck_create", region.slug), {"title": "De opvang is vol", "must_act": "steering"})
    one = Bottleneck.objects.get()
    assert made.url == one.get_absolute_url()
    step = url("bottleneck_step", region.slug, one.pk, "voorleggen")
    client.post(step, {"level": "steering", "text": "Wilt u dit oplossen?", "seen_version": 0})
    client.force_login(team)
    answer = url("bottleneck_step", region.slug, one.pk, "antwoorden")
    client.post(answer, {"text": "In oktober op de agenda.", "seen_version": 1})
    client.force_login(leader)
    page = client.get(one.get_absolute_url()).content.decode()
    assert "In oktober op de agenda." in page
    assert "Beantwoord door de stuurgroep" in page


def test_form_that_lost_the_race_gets_both_texts(client, region, leader, bottleneck):
    client.force_login(leader)
    bottleneck.claim(0)
    bottleneck.text = "Van de collega"
    bottleneck.save()
    typed = {"title": "Mijn titel", "text": "Van mij", "must_act": "region", "seen_version": 0}
    answer = client.post(url("bottleneck_update", region.slug, bottleneck.pk), typed)
    assert answer.status_code == 409
    assert "Van mij" in answer.content.decode()
    assert "Van de collega" in answer.content.decode()


def test_foreign_numbers_posted_change_nothing(client, region, leader, bottleneck):
    other = BottleneckFactory(number=1)
    client.force_login(leader)
    meeting = MeetingFactory(body=BodyFactory(region=region), date=TODAY)
    client.post(url("bottleneck_agenda", meeting.pk), {"knelpunt": [other.pk, "x", bottleneck.pk]})
    assert [item.bottleneck for item in meeting.bottleneck_items.all()] == [bottleneck]


def test_region_page_says_when_filters_find_nothing(client, region, reader, bottleneck):
    client.force_login(reader)
    page = client.get(url("bottleneck_list", region.slug), {"zoek": "bestaat niet"}).content.decode()
    assert "Geen knelpunten met deze filters." in page


@pytest.mark.parametrize("number", [1, 3])
def test_region_list_asks_the_same_questions_whatever_the_rows(
    client, region, reader, number, django_assert_num_queries
):
    for place in range(number):
        BottleneckFactory(region=region, number=place + 1, state="raised", raised_at=clock.now())
    client.force_login(reader)
    client.get(url("bottleneck_list", region.slug))
    with django_assert_num_queries(REGION_LIST):
        client.get(url("bottleneck_list", region.slug))


@pytest.mark.parametrize("number", [1, 3])
def test_national_pages_ask_the_same_questions_whatever_the_rows(client, team, number, django_assert_num_queries):
    meeting = _national_meeting(TODAY)
    for _ in range(number):
        one = BottleneckFactory(number=1, state="raised", level="core_team", is_shared=True, raised_at=clock.now())
        agenda.put_on_agenda(meeting=meeting, bottlenecks=[one])
    client.force_login(team)
    with django_assert_num_queries(NATIONAL_LIST):
        client.get(url("national_bottleneck_list"))
    with django_assert_num_queries(NATIONAL_MEETING):
        client.get(url("national_meeting", meeting.pk))
    with django_assert_num_queries(AGENDA):
        client.get(url("bottleneck_agenda", meeting.pk))
    with django_assert_num_queries(ANSWERS):
        client.get(url("bottleneck_agenda_answers", meeting.pk))


REGION_LIST, NATIONAL_LIST, NATIONAL_MEETING, AGENDA, ANSWERS = 11, 10, 8, 9, 8


def test_team_plans_a_meeting_of_a_body_that_was_not_there(client, team):
    client.force_login(team)
    client.post(url("national_meeting_create"), {"body": "steering", "date": "9 september 2021"})
    page = client.get(url("national_meeting_list")).content.decode()
    assert "Stuurgroep, 9 september 2021" in page


def test_only_who_asked_reads_the_pdf(client, team):
    meeting = _national_meeting(TODAY)
    client.force_login(team)
    asked = client.post(url("bottleneck_agenda_pdf", meeting.pk))
    assert client.get(asked.url).status_code == 200
    client.force_login(RoleAssignmentFactory(role=Role.NATIONAL, region=None, user=UserFactory()).user)
    assert client.get(asked.url).status_code == 404
