import random
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from actions import carrying, planning, progress, sharing
from actions.models import (
    Action,
    ActionMunicipality,
    ActionOffer,
    ActionUpdate,
    DisclosedHalfYear,
    Participation,
    Phase,
    Priority,
)
from actions.planning import MilestoneValues, PlanValues
from actions.progress import UpdateValues
from actions.progress_rows import lines
from ghnt.periods import HalfYear
from programmes.models import OutlineNode
from regions.models import Role
from regions.rights import rights_of
from tests.factories import (
    ActionFactory,
    ActionMunicipalityFactory,
    MeasureFactory,
    OrganisationFactory,
    OutlineNodeFactory,
    RegionFactory,
    RegionMembershipFactory,
    RoleAssignmentFactory,
    UserFactory,
)

H1, H2 = HalfYear(2021, 1), HalfYear(2020, 2)


@pytest.fixture
def action(node, region):
    puller = OrganisationFactory(region=region, name="Stichting De Brug")
    return ActionFactory(node=node, number=1, title="Training", puller=puller, description="Twee dagdelen.")


@pytest.fixture
def elsewhere(programme):
    """A node of another region that follows the same national programme."""
    return OutlineNodeFactory(
        programme__region=RegionFactory(name="Heuvelrug", slug="heuvelrug"),
        programme__programme=programme.programme,
        code="4",
        title="Samen sterk",
    )


def shared(action, node, by=None):
    by = by or UserFactory()
    sharing.offer_action(action=action, regions=[node.programme.region], by=by)
    offer = ActionOffer.objects.get(action=action, region=node.programme.region, outcome="")
    return sharing.accept_offer(offer=offer, node=node, by=by)


@pytest.fixture
def mirror(action, elsewhere):
    return shared(action, elsewhere)


def say(action, text="Het loopt.", half_year=H1, phase=Phase.IN_PROGRESS, by=None):
    update = action.updates.filter(half_year=half_year).first()
    values = UpdateValues(phase, "on_course" if phase == Phase.IN_PROGRESS else "", text)
    seen = update.version if update else None
    by = by or UserFactory()
    return progress.save_update(action=action, half_year=half_year, seen_version=seen, values=values, by=by)


def carried(action):
    """All that must be equal between a shared action and its rows elsewhere."""
    action = Action.objects.get(pk=action.pk)
    plan = [getattr(action, name) for name in carrying.CARRIED]
    plan += [str(action.puller), str(action.owner), sorted(action.measures.values_list("pk", flat=True))]
    milestones = list(action.milestones.order_by("pk").values_list(*carrying.MILESTONE))
    updates = list(action.updates.order_by("half_year").values_list("half_year", *carrying.SAID))
    return plan, milestones, updates


def test_accepted_action_stands_under_its_own_node_and_number(action, elsewhere):
    ActionFactory(node=elsewhere, number=3)
    say(action)
    mirror = shared(action, elsewhere)
    assert (mirror.code, mirror.shared_from, mirror.programme) == ("4.4", action, elsewhere.programme)
    assert carried(mirror) == carried(action)
    assert mirror.puller.region == elsewhere.programme.region


def test_offer_is_answered_once_and_only_with_an_own_node(action, node, elsewhere):
    sharing.offer_action(action=action, regions=[elsewhere.programme.region], by=UserFactory())
    offer = ActionOffer.objects.get()
    with pytest.raises(ValidationError, match="eigen programma"):
        sharing.accept_offer(offer=offer, node=node, by=UserFactory())
    sharing.decline_offer(offer=offer, by=UserFactory())
    with pytest.raises(ValidationError, match="al beantwoord"):
        sharing.accept_offer(offer=offer, node=elsewhere, by=UserFactory())
    assert Action.objects.filter(shared_from=action).count() == 0


def test_offer_is_made_once_and_not_to_the_own_region(action, region, elsewhere):
    for _ in range(2):
        sharing.offer_action(action=action, regions=[elsewhere.programme.region, region], by=UserFactory())
    assert ActionOffer.objects.count() == 1


def test_row_elsewhere_follows_every_save(action, mirror):
    version = Action.objects.get(pk=action.pk).version
    planning.apply_plan(
        action=action, seen_version=version, values=PlanValues(title="Nieuwe titel", puller=None), by=UserFactory()
    )
    say(action, "Twee groepen klaar.")
    mirror.refresh_from_db()
    assert (mirror.title, mirror.puller) == ("Nieuwe titel", None)
    assert mirror.updates.get().explanation == "Twee groepen klaar."


@pytest.mark.parametrize("seed", range(6))
def test_row_elsewhere_is_equal_after_any_sequence_of_edits(action, mirror, programme, region, seed):
    chance, by = random.Random(seed), UserFactory()
    measures = [MeasureFactory(programme=programme.programme) for _ in range(2)]
    pullers = [OrganisationFactory(region=region, name="GGD"), None, OrganisationFactory(region=None, name="Landelijk")]

    def plan():
        values = PlanValues(
            title=chance.choice(["Een", "Twee"]),
            description=chance.choice(["", "Drie"]),
            puller=chance.choice(pullers),
            owner=chance.choice(pullers),
            priority=chance.choice(Priority.values),
            end=chance.choice([None, date(2022, 1, 1)]),
            measures=chance.sample(measures, chance.randint(0, 2)),
            milestones=[MilestoneValues(f"M{n}", date(2021, 9, n + 1)) for n in range(chance.randint(0, 3))],
        )
        current = Action.objects.get(pk=action.pk)
        planning.apply_plan(action=current, seen_version=current.version, values=values, by=by)

    def update():
        say(
            action,
            chance.choice(["a", "b"]),
            chance.choice([H1, H2]),
            chance.choice([Phase.IN_PROGRESS, Phase.FINISHED]),
            by,
        )

    def undo():
        if found := action.updates.order_by("?").first():
            progress.undo_update(update=found, seen_version=found.version, by=by)

    for _ in range(8):
        chance.choice([plan, update, undo])()
        assert carried(mirror) == carried(action)


def test_row_elsewhere_has_its_own_municipal_answers(action, mirror, municipality, elsewhere):
    theirs = RegionMembershipFactory(target=elsewhere.programme.region).municipality
    ActionMunicipalityFactory(action=action, municipality=municipality)
    ActionMunicipalityFactory(action=mirror, municipality=theirs, takes_part=Participation.NO)
    say(action)
    rows = ActionMunicipality.objects.values_list("action", "municipality")
    assert sorted(rows) == sorted([(action.pk, municipality.pk), (mirror.pk, theirs.pk)])


def test_row_elsewhere_is_not_asked_about_and_not_edited(action, mirror, elsewhere):
    programme = elsewhere.programme
    assert list(Action.objects.in_programme(programme).asked_in(H1)) == []
    assert lines(programme, H1, OutlineNode.objects.of(programme)) == []
    with pytest.raises(ValidationError, match="andere regio"):
        planning.apply_plan(
            action=mirror, seen_version=mirror.version, values=PlanValues(title="Anders"), by=UserFactory()
        )


def test_sharing_stopped_leaves_a_copy_in_the_archive_that_follows_no_more(action, mirror):
    say(action, "Nog samen.")
    stopped = sharing.stop_sharing(mirror=mirror, by=UserFactory())
    say(action, "Zonder hen.")
    assert (stopped.is_archived, stopped.shared_from, stopped.origin) == (True, None, action)
    assert stopped.updates.get().explanation == "Nog samen."
    assert ActionOffer.objects.get().outcome == "ended"
    assert planning.remove_action(action=action, by=UserFactory()).is_removed


def test_row_elsewhere_catches_up_when_it_leaves_the_archive(action, mirror):
    planning.archive_action(action=mirror, by=UserFactory())
    say(action, "Intussen.")
    assert mirror.updates.count() == 0
    planning.unarchive_action(action=mirror, by=UserFactory())
    assert carried(mirror) == carried(action)


def test_row_elsewhere_goes_to_the_archive_with_the_action(action, mirror):
    planning.archive_action(action=action, by=UserFactory())
    mirror.refresh_from_db()
    assert mirror.is_archived


def reader_of(role, **scope):
    return rights_of(RoleAssignmentFactory(role=role, **scope).user, on=date(2021, 7, 12))


def test_page_tells_who_leads_with_a_link_only_where_that_is_visible(action, mirror, elsewhere):
    theirs = reader_of(Role.READER, region=elsewhere.programme.region)
    found = sharing.sharing_of(mirror, theirs)
    assert (found.leader.name, found.leader.url) == ("Rivierenland", "")
    assert found.label == "Gedeelde actie, geleid door regio Rivierenland"
    national = sharing.sharing_of(action, reader_of(Role.NATIONAL))
    assert [(one.name, one.url) for one in national.joining] == [("Heuvelrug", f"/regio/heuvelrug/acties/{mirror.pk}/")]


def test_national_team_reads_the_state_once_the_leading_region_disclosed_it(
    client, sign_in, action, mirror, region, elsewhere
):
    say(action, "Nog niet ingediend.")
    DisclosedHalfYear.objects.create(region=elsewhere.programme.region, half_year=H1)
    address = f"/regio/heuvelrug/acties/{mirror.pk}/"
    sign_in(Role.NATIONAL)
    assert "Nog niet ingediend." not in client.get(address).content.decode()
    DisclosedHalfYear.objects.create(region=region, half_year=H1)
    assert "Nog niet ingediend." in client.get(address).content.decode()
    sign_in(Role.READER, region=elsewhere.programme.region)
    assert "Nog niet ingediend." in client.get(address).content.decode()


def test_offer_waits_on_the_page_and_in_mijn_werk_and_is_accepted_there(client, sign_in, action, elsewhere):
    sharing.offer_action(action=action, regions=[elsewhere.programme.region], by=UserFactory())
    offer = ActionOffer.objects.get()
    sign_in(Role.LEADER, region=elsewhere.programme.region)
    assert "Beslissen over meedoen: Training" in client.get("/").content.decode()
    page = "/regio/heuvelrug/acties/aangeboden/"
    assert "Aangeboden door regio Rivierenland" in client.get(page).content.decode()
    assert "Kies een onderdeel." in client.post(f"{page}{offer.pk}/meedoen/").content.decode()
    answer = client.post(f"{page}{offer.pk}/meedoen/", {f"aanbod-{offer.pk}-node": elsewhere.pk}, follow=True)
    assert "geleid door regio Rivierenland" in answer.content.decode()
    assert client.post(f"{page}{offer.pk}/meedoen/").status_code == 404


def test_offer_to_another_region_does_not_exist(client, leader, action, elsewhere):
    sharing.offer_action(action=action, regions=[elsewhere.programme.region], by=leader)
    offer = ActionOffer.objects.get()
    assert client.post(f"/regio/rivierenland/acties/aangeboden/{offer.pk}/meedoen/").status_code == 404


def test_leader_shares_and_stops_on_the_page(client, leader, action, elsewhere):
    page = f"/regio/rivierenland/acties/{action.pk}/delen/"
    client.post(page, {"regions": [elsewhere.programme.region_id]})
    offer = ActionOffer.objects.get()
    assert "Nog geen antwoord" in client.get(page).content.decode()
    sharing.accept_offer(offer=offer, node=elsewhere, by=leader)
    client.post(f"{page}{offer.pk}/stoppen/")
    assert Action.objects.filter(shared_from=action).count() == 0
    assert ActionUpdate.objects.count() == 0
