from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse

from programmes import conclusions
from programmes.models import Conclusion, Outcome, Remark
from regions.models import Role
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2021, 4, 15)


@pytest.fixture(autouse=True)
def in_july(settings):
    settings.TODAY = date(2021, 7, 12)


@pytest.fixture
def step():
    return factories.RouteStepFactory()


@pytest.fixture
def user():
    return factories.UserFactory(name="Karin Vos")


def record(step, by, **changes):
    values = {"text": "Akkoord.", "remarks": (), "date": DAY, "outcome": Outcome.objects.get(code="agreed")}
    return conclusions.record(step=step, by=by, **values | changes)


def test_record_keeps_text_remarks_body_and_person(step, user):
    conclusion = record(step, user, text="Akkoord, mits betaalbaar.", remarks=("Noem wie betaalt.", "Plan scherper."))
    assert (conclusion.text, conclusion.body_name) == ("Akkoord, mits betaalbaar.", step.body.name)
    assert (conclusion.by_name, conclusion.date) == ("Karin Vos", DAY)
    assert list(Remark.objects.values_list("number", "text")) == [(1, "Noem wie betaalt."), (2, "Plan scherper.")]


def test_record_takes_tags_away_and_keeps_them_in_the_source(step, user):
    raw = '<ul style="x"><li>Plan <b>scherper</b></li></ul>'
    conclusion = record(step, user, text=raw, remarks=("<p>Noem wie</p>", " "))
    assert conclusion.text == "- Plan scherper"
    assert list(conclusion.remarks.values_list("text", flat=True)) == ["Noem wie"]
    assert conclusion.source == f"{raw}\n\n<p>Noem wie</p>"


def test_record_of_plain_text_keeps_no_source(step, user):
    assert record(step, user).source == ""


def test_record_the_same_twice_makes_one(step, user):
    assert record(step, user, remarks=("Een",)) == record(step, user, remarks=("Een",))
    assert (Conclusion.objects.count(), Remark.objects.count()) == (1, 1)


def test_record_by_somebody_else_tells_what_is_there(step, user):
    record(step, user, text="Akkoord met het plan.")
    with pytest.raises(ValidationError, match="Karin Vos legde hier al een conclusie vast: ‘Akkoord met het plan"):
        record(step, factories.UserFactory(), text="Niet akkoord.")
    assert Conclusion.objects.get().text == "Akkoord met het plan."


def test_record_in_the_future_is_refused(step, user):
    with pytest.raises(ValidationError, match="toekomst"):
        record(step, user, date=date(2021, 7, 13))
    assert record(step, user, date=date(2021, 7, 12)).date == date(2021, 7, 12)


def test_record_of_a_too_long_text_is_refused(step, user):
    with pytest.raises(ValidationError, match="te lang"):
        record(step, user, text="a" * 50_001)
    assert Conclusion.objects.count() == 0


def test_recorded_conclusion_can_not_be_changed_in_the_database(step, user):
    conclusion = record(step, user, remarks=("Een",))
    for rows in (Conclusion.objects.filter(pk=conclusion.pk), conclusion.remarks.all()):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(text="Anders")


def correct(conclusion, by, **changes):
    values = {"text": "Niet akkoord.", "remarks": (), "reason": "Verkeerd genoteerd"}
    values["outcome"] = Outcome.objects.get(code="not_agreed")
    return conclusions.correct(conclusion=conclusion, by=by, **values | changes)


def test_correct_makes_a_new_one_and_leaves_the_old_one(step, user):
    old = record(step, user)
    new = correct(old, user)
    assert (new.replaces, new.reason, new.date) == (old, "Verkeerd genoteerd", DAY)
    assert list(Conclusion.objects.current()) == [new]
    assert Conclusion.objects.get(pk=old.pk).text == "Akkoord."


def test_correct_without_reason_or_difference_is_refused(step, user):
    old = record(step, user)
    with pytest.raises(ValidationError, match="Schrijf waarom"):
        correct(old, user, reason=" <p></p> ")
    with pytest.raises(ValidationError, match="nog niets verbeterd"):
        correct(old, user, text="Akkoord.", outcome=old.outcome)
    assert Conclusion.objects.count() == 1


def test_correct_twice_makes_one_and_another_person_is_told(step, user):
    old = record(step, user)
    assert correct(old, user) == correct(old, user)
    with pytest.raises(ValidationError, match="Karin Vos legde hier al een conclusie vast"):
        correct(old, factories.UserFactory(), text="Aangehouden.")
    assert Conclusion.objects.count() == 2


@pytest.fixture
def leader(step, client):
    assignment = factories.RoleAssignmentFactory(role=Role.LEADER, region=step.round.proposal.region)
    client.force_login(assignment.user)
    return assignment.user


def address(conclusion):
    proposal = conclusion.step.round.proposal
    return reverse("programmes:conclusion_correct", args=[proposal.region.slug, proposal.pk, conclusion.pk])


def test_conclusion_correct_page_asks_a_reason_and_keeps_the_text(client, leader, step, user):
    old = record(step, user)
    data = {"outcome": old.outcome_id, "text": "Akkoord met de begroting.", "remark": ["Eerste", ""], "reason": ""}
    page = client.post(address(old), data)
    assert page.status_code == 200
    assert "<title>Fout: " in page.text
    assert "Schrijf waarom u de conclusie verbetert." in page.text
    assert "Akkoord met de begroting." in page.text
    assert ">Eerste</textarea>" in page.text
    assert Conclusion.objects.count() == 1
    page = client.post(address(old), data | {"reason": "De begroting ontbrak."}, follow=True)
    assert "De begroting ontbrak." in page.text
    assert "Vervangen conclusies (1)" in page.text
    assert Conclusion.objects.current().get().remarks.get().text == "Eerste"


def test_conclusion_correct_is_for_who_records(client, step, user):
    old = record(step, user)
    region = step.round.proposal.region
    factories.SeatFactory(body=step.body)
    for role, scope, status in (
        (Role.READER, {"region": region}, 403),
        (Role.NATIONAL, {}, 403),
        (Role.SECRETARY, {"body": step.body}, 200),
        (Role.SECRETARY, {"body": factories.BodyFactory(region=region)}, 404),
        (Role.LEADER, {"region": factories.RegionFactory()}, 404),
    ):
        client.force_login(factories.RoleAssignmentFactory(role=role, **scope).user)
        assert client.get(address(old)).status_code == status, (role, scope)
