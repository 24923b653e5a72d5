"""An administrator extends purposes and outcomes; what is used stays."""

import pytest
from django.urls import reverse

from programmes.models import Outcome, Purpose
from regions.models import Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    user = factories.UserFactory(is_staff=True)
    factories.RoleAssignmentFactory(user=user, role=Role.ADMINISTRATOR)
    client.force_login(user)
    return user


def test_outcome_is_added_with_its_flags(client, administrator):
    page = client.post(
        reverse("admin:programmes_outcome_add"),
        {"code": "withdrawn", "label": "Ingetrokken", "ends_route": "on", "icon": "x", "tone": "red", "order": 20},
    )
    assert page.status_code == 302
    own = Outcome.objects.get(code="withdrawn")
    assert (own.ends_route, own.agrees, own.asks_follow_up) == (True, False, False)


@pytest.mark.parametrize(("model", "name"), [(Outcome, "outcome"), (Purpose, "purpose")])
def test_what_is_used_cannot_be_deleted_and_the_page_says_why(client, administrator, model, name):
    conclusion = factories.ConclusionFactory(step__round__proposal__subject="Zeldzaam plan")
    used = conclusion.outcome if model is Outcome else conclusion.step.purpose
    address = reverse(f"admin:programmes_{name}_delete", args=[used.pk])
    for page in (client.get(address, follow=True), client.post(address, {"post": "yes"}, follow=True)):
        assert "is gebruikt en blijft daarom staan." in page.text
        assert "Zeldzaam plan" not in page.text
    assert model.objects.filter(pk=used.pk).exists()


@pytest.mark.parametrize(("model", "name"), [(Outcome, "outcome"), (Purpose, "purpose")])
def test_what_is_not_used_can_be_deleted(client, administrator, model, name):
    field = "label" if model is Outcome else "name"
    unused = model.objects.create(code="eigen", **{field: "Eigen"})
    client.post(reverse(f"admin:programmes_{name}_delete", args=[unused.pk]), {"post": "yes"})
    assert not model.objects.filter(pk=unused.pk).exists()
