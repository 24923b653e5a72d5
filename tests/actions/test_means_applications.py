"""Applications to the projectenpool: state × role, the limits, the decision, and who sees and hears what."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from actions.means.applications import (
    ALLOWED,
    Decision,
    Verb,
    decide_application,
    may,
    remove_application,
    restore_application,
    resume_application,
    save_application,
    submit_application,
    visible_applications,
    withdraw_application,
)
from actions.models import ApplicationState, Grant, PoolApplication
from ghnt import clock
from ghnt.notices.models import Notice
from ghnt.site.means_waiting import applications_to_decide, applications_without_decision, grants_to_plan
from ghnt.ui.editing import EditConflictError
from regions.models import Role
from regions.rights import Right, rights_of
from tests.factories import ActionCostFactory, ActionFactory, PoolApplicationFactory, RoleAssignmentFactory, UserFactory

pytestmark = pytest.mark.django_db
D, S, G, R, W = ApplicationState
YES = Decision(Decimal(55_000), date(2021, 7, 1), "Toegekend.")
NO = Decision(None, date(2021, 7, 1), "Afgewezen.")
ROLES = (Role.LEADER, Role.EDITOR, Role.MUNICIPAL, Role.READER, Role.NATIONAL, Role.ADVISER, Role.SECRETARY)
# Per state what each role may do; who is not named may nothing.
EXPECTED = {
    D: {Role.LEADER: {Verb.WRITE, Verb.SUBMIT, Verb.REMOVE}, Role.EDITOR: {Verb.WRITE, Verb.REMOVE}},
    S: {Role.LEADER: {Verb.WITHDRAW}, Role.NATIONAL: {Verb.DECIDE}},
    G: {},
    R: {},
    W: {Role.LEADER: {Verb.RESUME, Verb.REMOVE}, Role.EDITOR: {Verb.REMOVE}},
}


def grant_role(role, region, municipality, user=None):
    scope = {
        Role.NATIONAL: {},
        Role.ADVISER: {"region": region},
        Role.MUNICIPAL: {"municipality": municipality},
        Role.SECRETARY: None,
    }.get(role, {"region": region})
    user = user or UserFactory()
    if scope is not None:
        RoleAssignmentFactory(user=user, role=role, **scope)
    return user


def rights(user):
    return rights_of(user, on=clock.today())


@pytest.fixture
def submitted(region):
    return PoolApplicationFactory(region=region, state=S, submitted_on=date(2021, 6, 1))


@pytest.fixture
def draft(region):
    return PoolApplicationFactory(region=region)


def test_table_names_every_state():
    assert set(ALLOWED) == set(ApplicationState) == set(EXPECTED)


@pytest.mark.parametrize("state", ApplicationState)
@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_in_each_state_what_the_table_says(state, role, region, municipality):
    held = rights(grant_role(role, region, municipality))
    assert {verb for verb in Verb if may(state, verb, held, region)} == EXPECTED[state].get(role, set())


@pytest.mark.parametrize("state", ApplicationState)
def test_one_person_with_two_roles_may_what_either_may(state, region, municipality):
    user = grant_role(Role.LEADER, region, municipality)
    grant_role(Role.NATIONAL, region, municipality, user)
    expected = EXPECTED[state].get(Role.LEADER, set()) | EXPECTED[state].get(Role.NATIONAL, set())
    assert {verb for verb in Verb if may(state, verb, rights(user), region)} == expected


OPERATIONS = {
    Verb.WRITE: lambda one, user: save_application(application=one, seen_version=one.version),
    Verb.SUBMIT: lambda one, user: submit_application(application=one, seen_version=one.version, by=user),
    Verb.WITHDRAW: lambda one, user: withdraw_application(application=one, seen_version=one.version, by=user),
    Verb.RESUME: lambda one, user: resume_application(application=one, seen_version=one.version),
    Verb.REMOVE: lambda one, user: remove_application(application=one, by=user),
    Verb.DECIDE: lambda one, user: decide_application(application=one, decision=YES, seen_version=one.version, by=user),
}


@pytest.mark.parametrize("state", ApplicationState)
@pytest.mark.parametrize("verb", Verb)
def test_each_operation_refuses_in_the_states_that_the_table_leaves_out(state, verb, region):
    one = PoolApplicationFactory(region=region, state=state)
    if verb in ALLOWED[state]:
        OPERATIONS[verb](one, UserFactory())
        return
    with pytest.raises(ValidationError):
        OPERATIONS[verb](one, UserFactory())
    one.refresh_from_db()
    assert (one.state, one.removed_at, Grant.objects.count()) == (state, None, 0)


def test_granting_makes_the_grant_exactly_once(submitted):
    user = UserFactory()
    decided = decide_application(application=submitted, decision=YES, seen_version=0, by=user)
    with pytest.raises(ValidationError):
        decide_application(application=submitted, decision=YES, seen_version=0, by=user)
    grant = Grant.objects.get()
    assert (decided.state, decided.granted, decided.grant) == (G, Decimal(55_000), grant)
    assert (grant.region, grant.source, grant.year, grant.amount) == (submitted.region, "pool", 2021, Decimal(55_000))


def test_refusing_makes_no_grant(submitted):
    decided = decide_application(application=submitted, decision=NO, seen_version=0, by=UserFactory())
    assert (decided.state, decided.granted, decided.grant, Grant.objects.count()) == (R, None, None, 0)


@pytest.mark.parametrize("on", [date(2021, 7, 13), date(2021, 5, 31)])
def test_decision_on_an_impossible_day_is_refused(submitted, on):
    with pytest.raises(ValidationError) as refused:
        decide_application(application=submitted, decision=Decision(None, on, "Nee."), seen_version=0, by=UserFactory())
    assert list(refused.value.message_dict) == ["decided_on"]
    submitted.refresh_from_db()
    assert submitted.state == S


def test_decision_over_another_version_is_a_conflict(submitted):
    with pytest.raises(EditConflictError):
        decide_application(application=submitted, decision=YES, seen_version=7, by=UserFactory())
    assert Grant.objects.count() == 0


def test_both_sides_hear_once(region, municipality, draft):
    leader = grant_role(Role.LEADER, region, municipality)
    editor = grant_role(Role.EDITOR, region, municipality)
    national = grant_role(Role.NATIONAL, region, municipality)
    submit_application(application=draft, seen_version=0, by=leader)
    assert set(Notice.objects.values_list("user", flat=True)) == {national.pk}
    decide_application(
        application=draft, decision=Decision(None, date(2021, 7, 12), "Nee."), seen_version=1, by=national
    )
    told = Notice.objects.exclude(user=national)
    assert sorted(told.values_list("user", flat=True)) == [leader.pk, editor.pk]
    assert {one.what for one in told} == {"aanvraag bij de projectenpool afgewezen"}


def test_a_draft_stays_within_the_region(region, municipality, draft, submitted):
    seen = {
        role: set(visible_applications(rights(grant_role(role, region, municipality))))
        for role in (Role.LEADER, Role.READER, Role.MUNICIPAL, Role.NATIONAL, Role.ADVISER)
    }
    inside, outside = {draft, submitted}, {submitted}
    assert seen == {
        Role.LEADER: inside,
        Role.READER: inside,
        Role.MUNICIPAL: inside,
        Role.NATIONAL: outside,
        Role.ADVISER: outside,
    }


def test_resumed_application_leaves_the_national_team(region, municipality, submitted):
    withdrawn = withdraw_application(application=submitted, seen_version=0, by=UserFactory())
    resume_application(application=withdrawn, seen_version=1)
    national = rights(grant_role(Role.NATIONAL, region, municipality))
    assert not visible_applications(national).exists()


def test_same_new_application_twice_makes_one(region):
    def new():
        return PoolApplication(region=region, title="Scholing", year=2021, amount=Decimal(60_000))

    first = save_application(application=new(), seen_version=None)
    assert save_application(application=new(), seen_version=None) == first
    assert PoolApplication.objects.count() == 1


def test_removed_application_comes_back(draft):
    remove_application(application=draft, by=UserFactory())
    assert not PoolApplication.objects.present().exists()
    restore_application(application=draft)
    assert PoolApplication.objects.present().get() == draft


@pytest.mark.parametrize("amount", ["24.999,99", "100.000,01", "0", "-5"])
def test_amount_outside_the_pool_says_both_limits(client, leader, region, amount):
    answer = client.post(
        reverse("actions:application_create", args=[region.slug]), {"title": "Scholing", "year": 2021, "amount": amount}
    )
    words = "Een aanvraag is minimaal € 25.000 en maximaal € 100.000. Pas het bedrag aan."
    assert answer.context["form"].errors["amount"] == [words]
    assert f'value="{amount}"' in answer.text
    assert PoolApplication.objects.count() == 0


@pytest.mark.parametrize(("amount", "stored"), [("25.000", 25_000), ("€ 100.000,-", 100_000)])
def test_amount_at_the_limits_is_taken(client, leader, region, amount, stored):
    client.post(
        reverse("actions:application_create", args=[region.slug]), {"title": "Scholing", "year": 2021, "amount": amount}
    )
    assert PoolApplication.objects.get().amount == stored


def test_database_refuses_an_amount_outside_the_pool(region):
    with pytest.raises(IntegrityError), transaction.atomic():
        PoolApplicationFactory(region=region, amount=Decimal("100000.01"))


def test_foreign_action_and_centre_are_no_choice(client, leader, region):
    foreign = ActionFactory()
    answer = client.post(
        reverse("actions:application_create", args=[region.slug]),
        {"title": "Scholing", "year": 2021, "amount": "60.000", "action": foreign.pk, "centre": "999"},
    )
    assert set(answer.context["form"].errors) == {"action", "centre"}
    assert PoolApplication.objects.count() == 0


def test_editor_may_not_submit_and_reader_may_not_write(client, sign_in, region, draft):
    sign_in(Role.EDITOR)
    url = reverse("actions:application_submit", args=[region.slug, draft.pk])
    assert client.post(url, {"seen_version": 0}).status_code == 403
    sign_in(Role.READER)
    assert client.get(reverse("actions:application_update", args=[region.slug, draft.pk])).status_code == 403
    draft.refresh_from_db()
    assert draft.state == D


def test_national_team_decides_on_the_page(client, sign_in, region, submitted):
    sign_in(Role.NATIONAL)
    url = reverse("actions:application_decide", args=[region.slug, submitted.pk])
    data = {
        "seen_version": 0,
        "outcome": "granted",
        "granted": "55.000",
        "decided_on": "1 juli 2021",
        "decision": "Ja.",
    }
    assert client.post(url, data).status_code == 302
    assert client.post(url, data).status_code == 200  # says that it was decided already
    assert Grant.objects.get().amount == Decimal(55_000)


def test_decision_page_keeps_what_was_typed_in_a_conflict(client, sign_in, region, submitted):
    sign_in(Role.NATIONAL)
    PoolApplication.objects.filter(pk=submitted.pk).update(version=3)
    url = reverse("actions:application_decide", args=[region.slug, submitted.pk])
    data = {"seen_version": 0, "outcome": "refused", "decided_on": "1 juli 2021", "decision": "Past niet bij 2021."}
    answer = client.post(url, data)
    assert answer.status_code == 409
    assert "Past niet bij 2021." in answer.text


@pytest.mark.parametrize(
    ("outcome", "granted", "field"),
    [("granted", "", "granted"), ("granted", "100.001", "granted"), ("refused", "5", "granted"), ("", "", "outcome")],
)
def test_half_a_decision_is_refused_at_the_field(client, sign_in, region, submitted, outcome, granted, field):
    sign_in(Role.NATIONAL)
    url = reverse("actions:application_decide", args=[region.slug, submitted.pk])
    data = {"seen_version": 0, "outcome": outcome, "granted": granted, "decided_on": "1-7-2021", "decision": "Want."}
    assert field in client.post(url, data).context["form"].errors


def test_my_work_tells_each_side_what_waits(region, municipality, submitted):
    leader = rights(grant_role(Role.LEADER, region, municipality))
    national = rights(grant_role(Role.NATIONAL, region, municipality))
    assert [task.title for task in applications_to_decide(national)] == [f"Beslissen over aanvraag: {submitted}"]
    assert not list(applications_to_decide(leader))
    (group,) = applications_without_decision(leader)
    assert [row.task.title for row in group.rows] == [submitted.title]
    decided = decide_application(application=submitted, decision=YES, seen_version=0, by=UserFactory())
    assert not list(applications_to_decide(national))
    assert [task.title for task in grants_to_plan(leader)] == [f"Begroten: {decided.grant}"]
    ActionCostFactory(action=ActionFactory(), grant=decided.grant)
    assert not list(grants_to_plan(leader))


@pytest.mark.parametrize("rows", [1, 3])
def test_national_list_asks_a_constant_number_of_queries(client, sign_in, django_assert_num_queries, rows):
    sign_in(Role.NATIONAL)
    for _row in range(rows):
        PoolApplicationFactory(state=S, submitted_on=date(2021, 6, 1))
    with django_assert_num_queries(6):
        answer = client.get(reverse("actions:national_applications"))
    assert len(answer.context["object_list"]) == rows


def test_right_to_decide_is_national():
    assert ALLOWED[S][Verb.DECIDE] is Right.WRITE_NATIONAL
