"""The plan of an action in full: its form, its reasons, its history, and what happens to it as a whole."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actions import figures, planning
from actions.changes import ReasonNeededError, give_reason
from actions.models import Action, ActionChange, ActionCost, ActionMilestone, ChangeReason, DisclosedHalfYear
from ghnt import clock
from ghnt.periods import HalfYear
from ghnt.ui.editing import EditConflictError
from regions.models import Role
from tests import factories

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
H1_2021 = HalfYear(2021, 1)


@pytest.fixture
def action(node):
    return factories.ActionFactory(node=node, number=3, title="Training", end=date(2022, 1, 1))


@pytest.fixture
def adopted(programme):
    return factories.ProgrammeEventFactory(version__programme=programme)


def url(name, *args):
    return reverse(f"actions:{name}", args=["rivierenland", *args])


def posted(action, **more):
    """The form of an action as it stands, with the formsets named in `rows` as (initial, [row, …])."""
    data = {"title": action.title, "node": action.node_id, "seen_version": action.version}
    data |= {"end": "1-1-2022"} if action.end else {}
    return data | more


def rows(name, initial, *lines):
    data = {f"{name}-TOTAL_FORMS": len(lines), f"{name}-INITIAL_FORMS": initial}
    return data | {f"{name}-{at}-{field}": value for at, line in enumerate(lines) for field, value in line.items()}


# The form


def test_action_form_saves_milestones_and_money_in_dutch_notation(client, leader, action):
    data = posted(action) | rows(
        "milestones",
        0,
        {"title": "Trainers gekozen", "due": "1-3-2021", "state": "reached", "reached_on": "8 mrt 2021"},
        {"title": "", "state": "planned"},
    )
    data |= rows(
        "costs",
        0,
        {"year": "2021", "amount": "€ 75.000,-", "cover": "DUVO"},
        {"year": "2021", "amount": "", "is_provisional": "on"},
        {"year": "2022", "amount": "1.234,50"},
        {"year": "", "amount": ""},
    )
    assert client.post(url("action_update", action.pk), data).status_code == 302
    milestone = action.milestones.get()
    assert (milestone.title, milestone.due, milestone.state, milestone.reached_on) == (
        "Trainers gekozen",
        date(2021, 3, 1),
        "reached",
        date(2021, 3, 8),
    )
    costs = action.costs.values_list("year", "amount", "cover", "is_provisional")
    assert list(costs) == [
        (2021, Decimal("75000.00"), "DUVO", False),
        (2021, None, "", True),
        (2022, Decimal("1234.50"), "", False),
    ]


def test_action_form_without_posted_rows_leaves_them_as_they_are(client, leader, action):
    factories.ActionMilestoneFactory(action=action)
    assert client.post(url("action_update", action.pk), posted(action, title="Anders")).status_code == 302
    assert action.milestones.count() == 1


def test_action_form_removes_a_row(client, leader, action):
    kept, gone = factories.ActionMilestoneFactory(action=action), factories.ActionMilestoneFactory(action=action)
    data = posted(action) | rows(
        "milestones",
        2,
        {"pk": kept.pk, "title": kept.title, "due": "1-10-2021", "state": "planned"},
        {"pk": gone.pk, "title": gone.title, "due": "1-10-2021", "state": "planned", "DELETE": "on"},
    )
    client.post(url("action_update", action.pk), data)
    assert list(action.milestones.values_list("pk", flat=True)) == [kept.pk]


def test_action_form_has_one_summary_for_all_that_is_wrong(client, leader, action):
    data = posted(action, title="") | rows("milestones", 0, {"title": "", "due": "1-3-2021", "state": "planned"})
    data |= rows("costs", 0, {"year": "", "amount": "75.000"})
    answer = client.post(url("action_update", action.pk), data)
    text = answer.content.decode()
    assert text.count("data-error-summary") == 1
    for words in ("Vul ‘titel’ in.", "Vul in welke mijlpaal dit is", "Vul het jaar in"):
        assert words.lower() in text.lower()
    assert 'value="1-3-2021"' in text
    assert not action.milestones.exists()


def test_action_form_refuses_rows_choices_and_remarks_of_others(client, leader, action):
    stranger = factories.ActionMilestoneFactory(title="Van een ander")
    data = posted(action) | rows("milestones", 1, {"pk": stranger.pk, "title": "Gekaapt", "state": "planned"})
    assert client.post(url("action_update", action.pk), data).status_code == 302
    stranger.refresh_from_db()
    assert (stranger.title, stranger.action_id == action.pk) == ("Van een ander", False)
    for field, pk in (
        ("remarks", factories.RemarkFactory().pk),
        ("blocks", factories.BuildingBlockFactory(programme=factories.ProgrammeFactory(slug="ander", name="Ander")).pk),
        ("measures", factories.MeasureFactory(programme=factories.ProgrammeFactory(slug="nog-een", name="Nog een")).pk),
    ):
        action.refresh_from_db()
        answer = client.post(url("action_update", action.pk), posted(action) | {field: [pk]})
        assert field in answer.context["form"].errors
        assert not getattr(action, field).exists()


def test_action_form_that_lost_the_race_saves_nothing_of_it(client, leader, action):
    data = posted(action, seen_version=action.version) | rows("milestones", 0, {"title": "Van mij", "state": "planned"})
    planning.apply_plan(
        action=action, seen_version=action.version, values=planning.PlanValues(title="Van haar"), by=leader
    )
    answer = client.post(url("action_update", action.pk), data)
    assert answer.status_code == 409
    assert "Van mij" in answer.content.decode()
    assert not ActionMilestone.objects.exists()
    assert Action.objects.get(pk=action.pk).title == "Van haar"


# Reasons


def test_action_form_asks_a_reason_only_when_the_plan_of_an_adopted_programme_changes(client, leader, action, adopted):
    assert client.post(url("action_update", action.pk), posted(action, title="Anders")).status_code == 302
    action.refresh_from_db()
    answer = client.post(url("action_update", action.pk), posted(action, end="1-7-2022", new_puller="Stichting Nieuw"))
    assert {"reason_kind", "reason_text"} <= set(answer.context["form"].errors)
    assert "1-7-2022" in answer.content.decode()
    action.refresh_from_db()
    assert (action.end, action.puller) == (date(2022, 1, 1), None)
    given = {"reason_kind": "delay", "reason_text": "De aanbesteding liep uit."}
    assert client.post(url("action_update", action.pk), posted(action, end="1-7-2022", **given)).status_code == 302
    change = action.changes.get(field="end")
    assert (change.before, change.after, change.reason.text) == (
        "1 januari 2022",
        "1 juli 2022",
        "De aanbesteding liep uit.",
    )


def test_action_form_of_a_concept_programme_keeps_no_reason(client, leader, action):
    given = {"reason_kind": "delay", "reason_text": "Gekaapt."}
    client.post(url("action_update", action.pk), posted(action, end="1-7-2022", **given))
    assert not ChangeReason.objects.exists()
    assert action.changes.get().reason is None


@pytest.mark.parametrize(
    ("values", "asks"),
    [
        ({"title": "Anders"}, False),
        ({"description": "Anders."}, False),
        ({"puller_contact": "Iemand"}, False),
        ({"priority": "high"}, True),
        ({"start": date(2021, 1, 1)}, True),
        ({"end": None}, True),
        ({"milestones": [planning.MilestoneValues("Nieuw")]}, True),
        ({"costs": [planning.CostValues(2021)]}, True),
    ],
)
def test_apply_plan_asks_a_reason_for_planning_trekker_money_and_priority(action, adopted, leader, values, asks):
    plan = planning.PlanValues(**values)
    if asks:
        with pytest.raises(ReasonNeededError):
            planning.apply_plan(action=action, seen_version=action.version, values=plan, by=leader)
        assert not ActionChange.objects.exists()
        assert Action.objects.get(pk=action.pk).version == action.version
    else:
        planning.apply_plan(action=action, seen_version=action.version, values=plan, by=leader)
        assert ActionChange.objects.count() == 1


def test_one_reason_serves_many_actions(node, adopted, leader):
    actions = [factories.ActionFactory(node=node) for _ in range(3)]
    reason = give_reason(programme=node.programme, kind="money", text="Er is minder geld.", by=leader)
    for action in actions:
        values = planning.PlanValues(end=date(2023, 1, 1))
        planning.apply_plan(action=action, seen_version=action.version, values=values, reason=reason, by=leader)
    assert reason.changes.count() == 3


def test_apply_plan_leaves_the_rest_and_refuses_a_lost_race(action, leader):
    organisation = factories.OrganisationFactory()
    planning.apply_plan(
        action=action, seen_version=action.version, values=planning.PlanValues(puller=organisation), by=leader
    )
    stored = Action.objects.get(pk=action.pk)
    assert (stored.puller, stored.end, stored.title) == (organisation, date(2022, 1, 1), "Training")
    with pytest.raises(EditConflictError):
        planning.apply_plan(
            action=action, seen_version=action.version, values=planning.PlanValues(puller=None), by=leader
        )


def test_reaching_a_milestone_asks_no_reason_and_stands_in_the_history(client, leader, action, adopted):
    milestone = factories.ActionMilestoneFactory(action=action, title="Groep geschoold", due=date(2021, 6, 1))
    assert "te laat" in client.get(action.get_absolute_url()).content.decode()
    data = {"milestone": milestone.pk, "reached_on": "10-7-2021", "seen_version": action.version}
    assert client.post(url("milestone_reached", action.pk), data).status_code == 302
    milestone.refresh_from_db()
    assert (milestone.state, milestone.reached_on) == ("reached", date(2021, 7, 10))
    assert list(action.changes.values_list("field", "after")) == [("reached", "Groep geschoold: 10 juli 2021")]
    assert client.post(url("milestone_reached", action.pk), data).status_code == 200


def test_reaching_refuses_a_day_to_come_a_foreign_milestone_and_a_lost_race(client, leader, action):
    milestone, foreign = factories.ActionMilestoneFactory(action=action), factories.ActionMilestoneFactory()
    right = {"milestone": milestone.pk, "reached_on": "10-7-2021", "seen_version": action.version}
    for wrong, status in (
        ({"reached_on": "13-7-2021"}, 200),
        ({"milestone": foreign.pk}, 200),
        ({"seen_version": 99}, 409),
    ):
        assert client.post(url("milestone_reached", action.pk), right | wrong).status_code == status
    assert ActionMilestone.objects.filter(state="reached").count() == 0


# History


def test_history_tells_what_from_to_who_when_and_why_newest_first(client, leader, action, adopted):
    reason = give_reason(programme=action.programme, kind="delay", text="De aanbesteding liep uit.", by=leader)
    with clock.standing_at(date(2021, 5, 3)):
        values = planning.PlanValues(end=date(2022, 7, 1))
        planning.apply_plan(action=action, seen_version=action.version, values=values, reason=reason, by=leader)
    planning.apply_plan(
        action=action, seen_version=action.version + 1, values=planning.PlanValues(title="Scholing"), by=leader
    )
    text = client.get(action.get_absolute_url()).content.decode()
    told = ("<strong>Titel", "<strong>Einddatum", "1 januari 2022</dd>", "1 juli 2022</dd>")
    place = [text.index(words) for words in told]
    assert place == sorted(place)
    assert "Reden, uitloop: De aanbesteding liep uit." in text
    assert "3 mei 2021" in text


def test_history_is_paged(client, leader, action):
    for number in range(25):
        ActionChange.objects.create(action=action, field="title", before="a", after=f"Titel {number:02}", by=leader)
    assert client.get(action.get_absolute_url()).content.decode().count("<strong>Titel</strong>") == 20
    assert client.get(action.get_absolute_url(), {"page": "2"}).content.decode().count("<strong>Titel</strong>") == 5
    assert client.get(action.get_absolute_url(), {"page": "onzin"}).status_code == 200


def test_action_detail_hides_remarks_of_a_proposal_that_may_not_be_distributed(client, sign_in, region, action):
    remark = _remark(region, text="Blijft binnen", may_distribute=False)
    action.remarks.add(remark, _remark(region, text="Mag iedereen lezen", may_distribute=True))
    sign_in(Role.READER)
    text = client.get(action.get_absolute_url()).content.decode()
    assert "Mag iedereen lezen" in text
    assert "Blijft binnen" not in text
    sign_in(Role.LEADER)
    assert "Blijft binnen" in client.get(action.get_absolute_url()).content.decode()


def _remark(region, *, text, may_distribute):
    proposal = factories.ProposalFactory(region=region, may_distribute=may_distribute)
    body = factories.BodyFactory(region=region)
    step = factories.RouteStepFactory(round=factories.RoundFactory(proposal=proposal), body=body)
    return factories.RemarkFactory(conclusion=factories.ConclusionFactory(step=step), text=text)


@pytest.mark.parametrize("count", [1, 3])
def test_action_pages_take_the_same_queries_for_more_of_everything(client, leader, region, action, count):
    for number in range(count):
        factories.ActionMilestoneFactory(action=action)
        factories.ActionCostFactory(action=action, year=2021 + number)
        factories.ActionPartnerFactory(action=action)
        action.remarks.add(_remark(region, text="Let op", may_distribute=True))
        factories.ActionUpdateFactory(action=action, half_year=HalfYear(2020 - number, 1))
        ActionChange.objects.create(action=action, field="title", by=leader)
        archived = factories.ActionFactory(node=action.node, archived_at=clock.now(), archived_by=leader)
        Action.objects.filter(pk=archived.pk).update(merged_into=action)
    client.get(action.get_absolute_url())
    counts = {}
    for page in QUERIES:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url(page, *([] if page == "action_archive" else [action.pk]))).status_code == 200
        counts[page] = len(queries)
    assert counts == QUERIES


QUERIES = {"action_detail": 31, "action_update": 23, "action_archive": 8, "action_merge": 7}


# Archive, bin, copy and merge


def test_an_archived_action_counts_nowhere_but_keeps_its_page(client, leader, programme, action):
    answer = client.post(url("action_put_away", action.pk), follow=True)
    assert "Gearchiveerd op 12 juli 2021" in answer.content.decode()
    assert not Action.objects.in_programme(programme).exists()
    assert "Training" in client.get(url("action_archive")).content.decode()
    client.post(url("action_unarchive", action.pk))
    assert Action.objects.in_programme(programme).get() == action
    assert list(action.changes.values_list("after", flat=True)) == ["Teruggezet uit het archief", "Gearchiveerd"]


def test_told_in_keeps_what_was_archived_after_the_half_year(programme, node):
    def archived(at, *, said=True):
        action = factories.ActionFactory(node=node, archived_at=at and datetime(*at, tzinfo=AMSTERDAM))
        if said:
            factories.ActionUpdateFactory(action=action, half_year=H1_2021, assessment="stalled", explanation="Stil.")
        return action

    within = archived((2021, 6, 30, 23, 59))
    after = archived((2021, 7, 1, 0, 0))
    archived((2021, 7, 5), said=False)
    present = archived(None)
    assert set(Action.objects.told_in(programme, H1_2021)) == {after, present}
    assert set(Action.objects.told_in(programme, HalfYear(2021, 2))) == {present}
    assert set(Action.objects.told_in(programme, HalfYear(2020, 2))) == {present}
    assert figures.programme_counts(programme, H1_2021).total == 2
    assert {one.pk for one in figures.not_on_course(programme, H1_2021, 9)} == {after.pk, present.pk}
    assert figures.programme_counts(programme, HalfYear(2021, 2)).total == 1
    assert within not in Action.objects.in_programme(programme)


def test_removing_goes_to_the_bin_unless_a_submitted_report_tells_of_it(client, leader, region, action):
    client.post(url("action_remove", action.pk))
    assert client.get(action.get_absolute_url()).status_code == 404
    planning.restore_action(action=Action.objects.get(pk=action.pk), by=leader)
    factories.ActionUpdateFactory(action=action, half_year=H1_2021)
    DisclosedHalfYear.objects.create(region=region, half_year=H1_2021)
    answer = client.post(url("action_remove", action.pk), follow=True)
    assert "Gearchiveerd, niet verwijderd" in answer.content.decode()
    stored = Action.objects.get(pk=action.pk)
    assert (stored.is_removed, stored.is_archived) == (False, True)


def test_duplicate_copies_the_plan_without_what_was_said(client, leader, municipality, action):
    factories.ActionUpdateFactory(action=action)
    factories.ActionMunicipalityFactory(action=action, municipality=municipality)
    factories.ActionMilestoneFactory(action=action, title="Klaar", state="reached", reached_on=date(2021, 1, 1))
    factories.ActionPartnerFactory(action=action, responsible_for="de zaal")
    client.post(url("action_duplicate", action.pk), {"title": "Kopie van Training"})
    copy = Action.objects.get(origin=action)
    assert (copy.title, copy.number, copy.node, copy.end) == ("Kopie van Training", 4, action.node, action.end)
    assert list(copy.milestones.values_list("title", "state", "reached_on")) == [("Klaar", "planned", None)]
    assert copy.partners.get().responsible_for == "de zaal"
    assert (copy.updates.count(), copy.municipal_rows.count()) == (0, 0)
    client.post(url("action_duplicate", action.pk), {"title": "Nog een", "with_municipal_rows": "on"})
    assert Action.objects.get(title="Nog een").municipal_rows.count() == 1


@pytest.fixture
def source(node, action, region, municipality):
    action.description = "Wat wij doen."
    action.save()
    source = factories.ActionFactory(node=node, number=8, title="Cursus", description="Wat zij doen.")
    factories.ActionUpdateFactory(action=source)
    factories.ActionPartnerFactory(action=source, organisation__name="GGD")
    factories.ActionMilestoneFactory(action=source, title="Eerste les")
    factories.ActionCostFactory(action=source)
    other = factories.RegionMembershipFactory(target=region, municipality__name="Zandhoek").municipality
    for place, of_target, of_source in ((municipality, "yes", "no"), (other, "", "yes")):
        factories.ActionMunicipalityFactory(action=source, municipality=place, takes_part=of_source)
        if of_target:
            factories.ActionMunicipalityFactory(action=action, municipality=place, takes_part=of_target)
    return source


def merging(source, target, **more):
    return {"seen_source": source.version, "seen_target": target.version} | more


def test_merge_shows_first_and_then_brings_two_together(client, leader, source, action):
    page = f"{url('action_merge', source.pk)}?doel={action.pk}"
    text = client.get(page).content.decode()
    assert "Uit 1.8 Cursus:" in text
    assert "Gemeenten met twee antwoorden" in text
    assert Action.objects.get(pk=source.pk).merged_into is None
    assert client.post(page, merging(source, action)).status_code == 302
    source.refresh_from_db()
    action.refresh_from_db()
    assert (source.merged_into, source.is_archived) == (action, True)
    assert action.description == "Wat wij doen.\n\nUit 1.8 Cursus:\n\nWat zij doen."
    assert [str(one.organisation) for one in action.partners.all()] == ["GGD"]
    assert (action.milestones.get().title, action.costs.get().year) == ("Eerste les", 2021)
    assert not ActionCost.objects.filter(action=source).exists()
    answers = action.municipal_rows.order_by("municipality__name").values_list("takes_part", flat=True)
    assert list(answers) == ["yes", "yes"]
    assert (source.updates.count(), action.updates.count()) == (1, 0)


def test_merge_in_an_adopted_programme_asks_a_reason(client, leader, source, action, adopted):
    page = f"{url('action_merge', source.pk)}?doel={action.pk}"
    assert "reason_kind" in client.post(page, merging(source, action)).context["form"].errors
    assert not Action.objects.get(pk=source.pk).is_archived
    with pytest.raises(ReasonNeededError):
        planning.merge_actions(
            source=source, target=action, seen_source=source.version, seen_target=action.version, by=leader
        )
    given = {"reason_kind": "decision", "reason_text": "Besluit van het overleg."}
    assert client.post(page, merging(source, action, **given)).status_code == 302
    assert action.changes.get(field="merged").reason.text == "Besluit van het overleg."


@pytest.mark.parametrize("stale", ["seen_source", "seen_target"])
def test_merge_that_lost_the_race_changes_nothing(client, leader, source, action, stale):
    page = f"{url('action_merge', source.pk)}?doel={action.pk}"
    assert client.post(page, merging(source, action, **{stale: 99})).status_code == 409
    assert not Action.objects.get(pk=source.pk).is_archived
    assert action.milestones.count() == 0


def test_merge_refuses_itself_foreign_actions_and_shared_ones(client, leader, source, action):
    foreign = factories.ActionFactory(title="Elders")
    for pk in (foreign.pk, source.pk, 999_999):
        page = f"{url('action_merge', source.pk)}?doel={pk}"
        assert client.post(page, merging(source, foreign)).status_code == 200
    factories.ActionFactory(shared_from=action)
    page = f"{url('action_merge', source.pk)}?doel={action.pk}"
    assert "wordt gedeeld met andere regio’s" in client.get(page).content.decode()
    assert "wordt gedeeld" in client.post(page, merging(source, action)).content.decode()
    assert not Action.objects.get(pk=source.pk).is_archived


def test_a_mirror_is_changed_where_it_is_led(client, leader, node, action):
    mirror = factories.ActionFactory(node=node, shared_from=factories.ActionFactory())
    assert client.get(url("action_update", mirror.pk)).status_code == 302
    with pytest.raises(ValidationError, match="leidt"):
        planning.apply_plan(
            action=mirror, seen_version=mirror.version, values=planning.PlanValues(title="Gekaapt"), by=leader
        )
