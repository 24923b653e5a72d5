from datetime import date

import pytest
from django.contrib import admin
from django.urls import reverse

from regions import reference
from regions.models import AreaMembership, Municipality, Region, RegionMembership, Role, RoleAssignment
from tests import factories

REGISTERED = sorted(f"{model._meta.app_label}_{model._meta.model_name}" for model in admin.site._registry)
OURS = [name for name in REGISTERED if name.split("_")[0] in {"accounts", "regions", "programmes", "reporting"}]
READ_ONLY = (
    "programmes_actionline",
    "programmes_buildingblock",
    "programmes_condition",
    "programmes_measure",
    "reporting_questionset",
    "reporting_reportrendering",
)


@pytest.fixture
def administrator(client, db, settings):
    settings.TODAY = date(2021, 7, 12)
    assignment = factories.RoleAssignmentFactory(role=Role.ADMINISTRATOR)
    client.force_login(assignment.user)
    return assignment.user


@pytest.mark.parametrize("name", OURS)
def test_list_opens_for_an_administrator(administrator, client, name):
    assert client.get(reverse(f"admin:{name}_changelist"), {"q": "een"}).status_code == 200


@pytest.mark.parametrize("name", OURS)
def test_add_page_opens_where_something_can_be_added(administrator, client, name):
    expected = 403 if name in READ_ONLY else 200
    assert client.get(reverse(f"admin:{name}_add")).status_code == expected


def test_regions_own_records_are_not_in_the_administration():
    hidden = {
        "programmes_proposal",
        "programmes_conclusion",
        "actions_action",
        "reporting_report",
        "reporting_reportversion",
    }
    assert not hidden & {*REGISTERED}


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_other_roles_are_refused(client, db, role):
    scope = {
        Role.SECRETARY: {"body": factories.BodyFactory},
        Role.MUNICIPAL: {"municipality": factories.MunicipalityFactory},
        Role.NATIONAL: {},
    }.get(role, {"region": factories.RegionFactory})
    user = factories.RoleAssignmentFactory(role=role, **{name: make() for name, make in scope.items()}).user
    client.force_login(user)
    assert client.get(reverse("admin:login")).status_code == 403
    assert client.get(reverse("admin:regions_region_changelist"), follow=True).status_code == 403


def test_role_that_ended_opens_nothing(administrator, client):
    RoleAssignment.objects.update(valid_to=date(2021, 7, 12))
    assert client.get(reverse("admin:index"), follow=True).status_code == 403


def test_who_is_not_signed_in_goes_to_our_own_door(client, db):
    response = client.get(reverse("admin:login"), {"next": "/beheer/regions/region/"})
    assert response.headers["Location"] == "/aanmelden/?next=%2Fbeheer%2Fregions%2Fregion%2F"


def test_administrator_makes_a_user_who_can_sign_in(administrator, client):
    fields = {"email": "Nieuw@Example.org", "name": "Nieuwe Medewerker", "usable_password": "true"}
    client.post(
        reverse("admin:accounts_user_add"), fields | dict.fromkeys(("password1", "password2"), "lange-zin-van-vier")
    )
    assert client.login(email="nieuw@example.org", password="lange-zin-van-vier")


def test_users_are_shut_out_rather_than_deleted(administrator, client):
    user = factories.UserFactory()
    assert client.get(reverse("admin:accounts_user_delete", args=[user.pk])).status_code == 403
    client.post(reverse("admin:accounts_user_change", args=[user.pk]), {"email": user.email, "name": user.name})
    user.refresh_from_db()
    assert not user.is_active


def test_role_tells_who_gave_it(administrator, client):
    user, region = factories.UserFactory(), factories.RegionFactory()
    fields = {"user": user.pk, "role": "leader", "region": region.pk, "valid_from": "2021-07-01"}
    client.post(reverse("admin:regions_roleassignment_add"), fields)
    given = RoleAssignment.objects.get(user=user)
    assert (given.role, given.region, given.granted_by) == ("leader", region, administrator)


def test_role_without_its_scope_is_refused_in_words(administrator, client):
    fields = {"user": factories.UserFactory().pk, "role": "leader", "valid_from": "2021-07-01"}
    page = client.post(reverse("admin:regions_roleassignment_add"), fields).content.decode()
    assert "Deze rol past niet bij wat u koos." in page
    assert RoleAssignment.objects.count() == 1


def test_corrected_membership_survives_the_next_load(administrator, client):
    reference.load()
    membership = RegionMembership.objects.get(municipality__name="Eemnes")
    fields = {
        "municipality": membership.municipality_id,
        "target": Region.objects.get(slug="utrecht").pk,
        "valid_from": "2018-01-01",
        "confidence": "verified",
        "source": "brief van de gemeente",
    }
    client.post(reverse("admin:regions_regionmembership_change", args=[membership.pk]), fields)
    assert sum(report.kept for report in reference.load()) == 1
    membership.refresh_from_db()
    assert (membership.target.slug, membership.source) == ("utrecht", "beheer: brief van de gemeente")


def test_membership_added_with_its_municipality_is_marked(administrator, client):
    municipality, area = factories.MunicipalityFactory(), factories.VeiligThuisAreaFactory()
    fields = {name: getattr(municipality, name) for name in ("cbs_code", "name", "slug", "province", "valid_from")}
    for prefix in ("region_memberships", "area_memberships", "centre_memberships"):
        fields |= {f"{prefix}-TOTAL_FORMS": int(prefix[0] == "a"), f"{prefix}-INITIAL_FORMS": 0}
    row = {"target": area.pk, "valid_from": "2021-01-01", "confidence": "high", "source": ""}
    fields |= {f"area_memberships-0-{name}": value for name, value in row.items()}
    client.post(reverse("admin:regions_municipality_change", args=[municipality.pk]), fields)
    assert AreaMembership.objects.get().source == "beheer:"
    assert Municipality.objects.get(pk=municipality.pk).source == ""


@pytest.mark.parametrize("number", [1, 3])
def test_list_of_memberships_asks_as_much_for_any_number(administrator, client, number, django_assert_num_queries):
    factories.RegionMembershipFactory.create_batch(number)
    with django_assert_num_queries(9):
        client.get(reverse("admin:regions_regionmembership_changelist"))
