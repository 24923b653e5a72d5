"""Ids of another region, body, municipality or bundle, posted to the pages of decisions and adoption."""

import pytest
from django.urls import reverse

from programmes.models import (
    AdoptionStep,
    CouncilMotion,
    CouncilPromise,
    DossierLink,
    Meeting,
    Purpose,
    Recess,
    RemarkFollowUp,
    ReviewItem,
    RouteTemplate,
    RouteTemplateStep,
)
from regions.models import Contact, Organisation, Seat
from tests import factories

HUGE = "9" * 30  # more than any database holds
GONE = [HUGE, "x", "-1"]


@pytest.fixture
def leader(sign_in):
    return sign_in("leader")


def address(name, *args):
    return reverse(f"programmes:{name}", args=["eigen", *args])


def foreign_ids(thing):
    return [thing.pk, *GONE]


def test_seats_take_nobody_and_no_organisation_of_another_region(world, leader):
    body, other = world.own.body, world.other
    seat = Seat.objects.get(body=other.body)
    before = list(Seat.objects.order_by("pk").values())
    for organisation in foreign_ids(seat.organisation):
        form = {"seats-TOTAL_FORMS": 1, "seats-INITIAL_FORMS": 0, "seats-0-organisation": organisation}
        assert leader.post(address("body_seats", body.pk), form | {"seen": body.version}).status_code == 200
    own = Organisation.objects.filter(region=world.own.region).first()
    for person in foreign_ids(seat.contact):
        for field in ("contact", "substitute"):
            form = {"seats-TOTAL_FORMS": 1, "seats-INITIAL_FORMS": 0, "seats-0-organisation": own.pk}
            form |= {f"seats-0-{field}": person, "seen": body.version}
            assert leader.post(address("body_seats", body.pk), form).status_code == 200
    assert list(Seat.objects.order_by("pk").values()) == before
    for number in ("100000", HUGE):
        form = {"seats-TOTAL_FORMS": number, "seats-INITIAL_FORMS": number, "seen": body.version}
        assert leader.post(address("body_seats", body.pk), form).status_code == 200
    assert leader.post(address("body_seats", other.body.pk), {}).status_code == 404


def test_contact_goes_to_no_organisation_of_another_region(world, leader):
    foreign = Contact.objects.filter(organisation__region=world.other.region).first()
    for organisation in foreign_ids(foreign.organisation):
        response = leader.post(address("contact_create"), {"name": "Kaping", "organisation": organisation})
        assert response.status_code == 200
    for page in ("contact_update", "contact_delete"):
        assert leader.post(address(page, foreign.pk), {"name": "Kaping"}).status_code == 404
    assert not Contact.objects.filter(name="Kaping").exists()


def test_meetings_are_planned_for_no_body_of_another_region(world, leader, sign_in):
    number = Meeting.objects.count()
    second = factories.BodyFactory(region=world.own.region)
    for client, bodies in (
        (leader, foreign_ids(world.other.body)),
        (sign_in("secretary"), [*foreign_ids(world.other.body), second.pk]),
    ):
        for body in bodies:
            response = client.post(address("meeting_series"), {"body": body, "days": "1-9-2021"})
            assert response.status_code == 200
            assert "body" in response.context["form"].errors
    assert Meeting.objects.count() == number


def test_vaste_route_takes_no_body_of_another_region(world, leader):
    purpose = Purpose.objects.first().pk
    template = RouteTemplate.objects.create(region=world.own.region, name="Klein")
    foreign = RouteTemplate.objects.create(region=world.other.region, name="Groot")
    step = RouteTemplateStep.objects.create(
        template=foreign, round_number=1, position=1, body=world.other.body, purpose_id=purpose
    )
    for body in foreign_ids(world.other.body):
        form = {"body": body, "purpose": purpose, "number": 0, "kind": "adoption", "seen": template.version}
        assert leader.post(address("route_template_step_add", template.pk), form).status_code == 200
    assert list(RouteTemplateStep.objects.filter(template=template)) == []
    for pk in foreign_ids(foreign):
        rounds = world.own.proposal.rounds.count()
        leader.post(address("route_apply", world.own.proposal.pk), {"template": pk, "after": rounds})
        assert world.own.proposal.rounds.count() == rounds
    for name, args in (
        ("route_template", ()),
        ("route_template_update", ()),
        ("route_template_delete", ()),
        ("route_template_step_update", (step.pk,)),
        ("route_template_step_move", (step.pk, "weg")),
    ):
        assert leader.post(address(name, foreign.pk, *args), {}).status_code in (404, 405)
        assert leader.post(address(name, template.pk, *args), {"seen": 99}).status_code != 500
    assert RouteTemplateStep.objects.filter(pk=step.pk).exists()


def test_remark_is_processed_in_no_place_of_another_region(world, leader):
    own, other = world.own, world.other
    remark = factories.RemarkFactory(conclusion=own.conclusion)
    url = address("remark_follow_up", remark.pk)
    version = other.node.programme.versions.first()
    for field, things in (("node", foreign_ids(other.node)), ("programme_version", foreign_ids(version))):
        for pk in things:
            form = {"state": "processed", "explanation": "x", "seen_version": 0, field: pk}
            assert leader.post(url, form).status_code == 200, (field, pk)
    for pk in foreign_ids(other.action):
        url = reverse("actions:remark_actions", args=["eigen", remark.pk])
        assert leader.post(url, {"actions": pk}).status_code == 200
    assert not RemarkFollowUp.objects.filter(remark=remark).exists()
    assert not remark.actions.exists()
    foreign = factories.RemarkFactory(conclusion=other.conclusion)
    assert leader.post(address("remark_follow_up", foreign.pk), {"state": "not_taken"}).status_code == 404


def test_reaction_is_asked_of_no_conclusion_of_another_bundle(world, leader):
    own, other = world.own, world.other
    bundle = ReviewItem.objects.get(bundle=own.around["review_bundle"]).bundle
    foreign = ReviewItem.objects.get(bundle=other.around["review_bundle"])
    ReviewItem.objects.update(asks_reaction=False)
    for pk in foreign_ids(foreign):
        form = {"items": pk, "react_by": "20-8-2021", "seen_version": bundle.version}
        assert leader.post(address("review_ask", bundle.pk), form).status_code == 200
    assert not ReviewItem.objects.filter(asks_reaction=True).exists()
    for pk in (own.around["review_bundle"], other.around["review_bundle"]):
        url = address("review_answer", pk, other.around["review"])
        assert leader.post(url, {"kind": "kept", "text": "Kaping"}).status_code == 404


def test_officer_marks_no_conclusion_that_went_to_another(world, sign_in):
    own, client = world.own, sign_in("municipal")
    item = ReviewItem.objects.get(bundle=own.around["review_bundle"])
    theirs = item.addressees.get(municipality=own.neighbour)
    url = reverse("programmes:municipal_review", args=[own.municipality.slug, item.bundle_id])
    for mark in (f"{theirs.pk}:right", f"{HUGE}:right", f"{theirs.pk}:x", "٣:right", ":"):
        assert client.post(url, {"mark": mark, f"read-{theirs.pk}": item.conclusion_id}).status_code == 404, mark
    url = reverse("programmes:municipal_review", args=[own.neighbour.slug, item.bundle_id])
    assert client.post(url, {"mark": f"{theirs.pk}:right"}).status_code in (403, 404)
    assert not item.reviews.filter(municipality=own.neighbour).exists()


def test_officer_touches_nothing_of_another_council(world, sign_in):
    own, other, client = world.own, world.other, sign_in("municipal")
    version = own.node.programme.versions.get(number=1)
    theirs = factories.AdoptionFactory(programme_version=version, municipality=own.neighbour)
    step = factories.AdoptionStepFactory(adoption=theirs, name="Raad", position=1)
    motion = factories.CouncilMotionFactory(adoption=theirs)
    promise = factories.CouncilPromiseFactory(region=own.region, municipality=own.neighbour)
    recess = factories.RecessFactory(region=own.region, municipality=own.neighbour)
    for home in (own.municipality.slug, own.neighbour.slug):
        for name, args in (
            ("adoption_step_change", (step.pk, "weg")),
            ("adoption_motion_update", (motion.pk,)),
            ("adoption_motion_remove", (motion.pk,)),
        ):
            url = address(name, 1, home, *args)
            assert client.post(url, {"seen_version": 1, "title": "Kaping"}).status_code in (403, 404), url
    form = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 1, "form-0-id": step.pk, "form-0-name": "Kaping"}
    client.post(address("adoption_steps", 1, own.municipality.slug), form | {"form-0-seen_version": step.version})
    client.post(address("adoption_steps", 1, own.neighbour.slug), form | {"form-0-seen_version": step.version})
    for pk in (promise.pk, other.around["promise"]):
        for name in ("promise_update", "promise_remove"):
            assert client.post(address(name, pk), {"text": "Kaping"}).status_code in (403, 404)
    for pk in foreign_ids(own.neighbour):
        client.post(address("promise_create"), {"municipality": pk, "text": "Kaping"})
        client.post(address("recess_list"), {"municipality": pk, "name": "Kaping", "starts_on": "1-8-2021"})
        dates = {"municipality": pk, "name": "Kaping", "starts_on": "1-8-2021", "ends_on": "9-8-2021"}
        client.post(address("recess_list"), dates)
    client.post(address("recess_list"), dates | {"municipality": ""})  # of the whole region
    for pk in (recess.pk, own.around["recess"], other.around["recess"]):
        assert client.post(address("recess_remove", pk)).status_code in (403, 404)
    assert not AdoptionStep.objects.filter(name="Kaping").exists()
    assert not CouncilMotion.objects.filter(title="Kaping").exists()
    assert not CouncilPromise.objects.filter(text="Kaping").exists()
    assert not Recess.objects.filter(name="Kaping").exists()
    assert AdoptionStep.objects.filter(pk=step.pk).exists()


def test_link_to_a_dossier_is_revoked_by_its_own_region_alone(world, leader):
    foreign = world.other.around["dossier_link"]
    assert leader.post(address("dossier_link_revoke", 1, foreign)).status_code == 404
    assert DossierLink.objects.get(pk=foreign).revoked_at is None
