from datetime import date

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from actions.models import Action
from ghnt.site.search.finding import find, shown
from ghnt.site.search.index import TABLE, Kind, make_anew, take_away
from ghnt.site.search.query import parse
from programmes.models import OutlineNode, ProgrammeChapter, Proposal
from regions.models import Role
from regions.rights import rights_of
from tests.factories import (
    ActionFactory,
    BodyFactory,
    ConclusionFactory,
    GoalFactory,
    MunicipalityFactory,
    OrganisationFactory,
    OutlineNodeFactory,
    ProposalFactory,
    ProposedDecisionFactory,
    RegionalProgrammeFactory,
    RegionFactory,
    RegionMembershipFactory,
    RoleAssignmentFactory,
    RoundFactory,
    RouteStepFactory,
    SeatFactory,
    UserFactory,
)

TODAY = date(2021, 7, 12)
EVERYTHING = {Kind.PROGRAMME: 1, Kind.NODE: 1, Kind.ACTION: 1, Kind.PROPOSAL: 1}


@pytest.fixture(autouse=True)
def on_12_july_2021(settings):
    settings.TODAY = TODAY


@pytest.fixture
def region(db):
    return RegionFactory(name="Rivierenland", slug="rivierenland")


@pytest.fixture
def node(region):
    return OutlineNodeFactory(programme__region=region, code="1", title="Eerder in beeld")


@pytest.fixture
def national(db):
    return RoleAssignmentFactory(role=Role.NATIONAL).user


def counts(user, typed, region=None):
    found = find(parse(typed), rights_of(user, on=TODAY), region=region)
    return {kind: len(matches) for kind, matches in found.items()}


def one_of_each(region, word):
    """A programme, node, action and proposal of a region with the word in each; the proposal stays in the region."""
    programme = RegionalProgrammeFactory(region=region, title=f"Programma {word}")
    node = OutlineNodeFactory(programme=programme, title=f"Onderdeel {word}")
    action = ActionFactory(node=node, title=f"Actie {word}")
    return action, ProposalFactory(region=region, subject=f"Voorstel {word}", may_distribute=False)


# What is found, by whatever text


def test_search_finds_the_texts_of_a_programme(region, national):
    programme = RegionalProgrammeFactory(region=region, title="Thuis veilig")
    ProgrammeChapter.objects.create(programme=programme, title="Missie", text="Ieder kind groeit veilig op.")
    GoalFactory(node=None, programme=programme, statement="Wachtlijst verdwijnt")
    for typed in ("thuis veilig", "missie", "kind groeit", "wachtlijst"):
        assert counts(national, typed) == {Kind.PROGRAMME: 1}


def test_search_finds_the_texts_of_a_node(node, national):
    OutlineNode.objects.filter(pk=node.pk).update(text="Vroeg erbij zijn")
    GoalFactory(node=node, statement="Binnen vijf dagen in gesprek", measure="doorlooptijd", target="dagelijks")
    for typed in ("beeld", "erbij", "gesprek", "doorlooptijd", "dagelijks"):
        assert counts(national, typed) == {Kind.NODE: 1}


def test_search_finds_the_texts_and_trekker_of_an_action(node, national):
    ActionFactory(
        node=node,
        title="Training meldcode",
        description="Voor scholen",
        expected_result="Ieder team geschoold",
        puller=OrganisationFactory(name="Jeugdgezondheid Waalkant"),
    )
    for typed in ("meldcode", "scholen", "geschoold", "waalkant", "training waalkant"):
        assert counts(national, typed) == {Kind.ACTION: 1}


def test_search_finds_the_texts_of_a_proposal(region, national):
    proposal = ProposalFactory(region=region, subject="Regiovisie", reference="ZK-2021/0042", explanation="Toelichting")
    ProposedDecisionFactory(proposal=proposal, text="Stel de notitie vast")
    step = RouteStepFactory(round=RoundFactory(proposal=proposal))
    ConclusionFactory(step=step, text="Het overleg stemt in mits bekostigd")
    for typed in ("regiovisie", "ZK-2021/0042", "toelichting", "notitie", "bekostigd", "regiovisie bekostigd"):
        assert counts(national, typed) == {Kind.PROPOSAL: 1}


def test_search_finds_the_corrected_conclusion_and_not_the_first(region, national):
    first = ConclusionFactory(step__round__proposal__region=region, text="Aangehouden")
    ConclusionFactory(step=first.step, text="Ingestemd", replaces=first, reason="Verkeerd opgeschreven")
    assert counts(national, "aangehouden") == {}
    assert counts(national, "ingestemd") == {Kind.PROPOSAL: 1}


@pytest.mark.parametrize("typed", ["geinformeerd", "GEÏNFORMEERD", "geïnfor"])
def test_search_knows_accents_capitals_and_beginnings(node, national, typed):
    ActionFactory(node=node, title="Ouders geïnformeerd")
    assert counts(national, typed) == {Kind.ACTION: 1}


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("veilig thuis", ["Thuis is het niet veilig", "Veilig Thuis versterken"]),
        ('"veilig thuis"', ["Veilig Thuis versterken"]),
        ("veilig -versterken", ["Thuis is het niet veilig"]),
        ("versterken OR sluiten", ["Meldpunt sluiten", "Veilig Thuis versterken"]),
    ],
)
def test_search_reads_phrases_exclusions_and_alternatives(node, national, typed, titles):
    for title in ("Veilig Thuis versterken", "Thuis is het niet veilig", "Meldpunt sluiten"):
        ActionFactory(node=node, title=title)
    found = find(parse(typed), rights_of(national, on=TODAY))[Kind.ACTION]
    assert sorted(Action.objects.get(pk=match.pk).title for match in found) == titles


def test_search_puts_a_word_in_the_title_first(node, national):
    in_text = ActionFactory(node=node, title="Scholing", description="Over de meldcode en nog veel meer onderwerpen")
    in_title = ActionFactory(node=node, title="Meldcode")
    found = find(parse("meldcode"), rights_of(national, on=TODAY))[Kind.ACTION]
    assert [match.pk for match in found] == [in_title.pk, in_text.pk]


# It stays up to date by itself


def test_search_follows_save(node, national):
    action = ActionFactory(node=node, title="Oud woord")
    action.title = "Nieuw begrip"
    action.save()
    assert counts(national, "oud") == {}
    assert counts(national, "begrip") == {Kind.ACTION: 1}


def test_search_follows_a_bulk_update_and_bulk_create(node, national):
    ActionFactory(node=node, title="Een")
    ActionFactory(node=node, title="Twee")
    Action.objects.update(description="gezamenlijk")
    ProgrammeChapter.objects.bulk_create(
        ProgrammeChapter(programme=node.programme, title=f"Hoofdstuk {n}", text="gezamenlijk") for n in (1, 2)
    )
    assert counts(national, "gezamenlijk") == {Kind.PROGRAMME: 1, Kind.ACTION: 2}


def test_search_follows_a_deletion(node, national):
    action, goal = ActionFactory(node=node, title="Tijdelijk"), GoalFactory(node=node, statement="Tijdelijk doel")
    assert counts(national, "tijdelijk") == {Kind.NODE: 1, Kind.ACTION: 1}
    action.delete()
    goal.delete()
    assert counts(national, "tijdelijk") == {}


def test_search_follows_a_trekker_with_a_new_name_and_another_trekker(node, national):
    puller = OrganisationFactory(name="Oudnaam")
    action = ActionFactory(node=node, puller=puller)
    puller.name = "Nieuwnaam"
    puller.save()
    assert counts(national, "oudnaam") == {}
    assert counts(national, "nieuwnaam") == {Kind.ACTION: 1}
    Action.objects.filter(pk=action.pk).update(puller=None)
    assert counts(national, "nieuwnaam") == {}


def test_search_follows_a_goal_that_moves_to_another_node(node, national):
    goal = GoalFactory(node=node, statement="Verhuisdoel")
    other = OutlineNodeFactory(programme=node.programme, title="Andere")
    goal.node = other
    goal.save()
    (match,) = find(parse("verhuisdoel"), rights_of(national, on=TODAY))[Kind.NODE]
    assert match.pk == other.pk


def test_search_undoes_what_a_transaction_undoes(node, national):
    with transaction.atomic():
        ActionFactory(node=node, title="Teruggedraaid")
        transaction.set_rollback(True)
    assert counts(national, "teruggedraaid") == {}


def test_search_index_made_anew_is_the_same(node, national):
    ActionFactory(node=node, title="Blijvend", puller=OrganisationFactory(name="Waalkant"))
    before = _rows()
    make_anew()
    assert _rows() == before
    ActionFactory(node=node, title="Daarna blijvend")
    assert counts(national, "blijvend") == {Kind.ACTION: 2}


def test_search_without_triggers_misses_what_is_written(node, national):
    take_away()
    ActionFactory(node=node, title="Ongezien")
    assert counts(national, "ongezien") == {}
    make_anew()
    assert counts(national, "ongezien") == {Kind.ACTION: 1}


def _rows():
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT title, body FROM {TABLE} ORDER BY title, body")
        return cursor.fetchall()


# Only what somebody may read


@pytest.mark.parametrize("role", [Role.LEADER, Role.EDITOR])
def test_search_of_a_writer_finds_everything_of_the_own_region_alone(region, role):
    one_of_each(region, "eikenhout")
    one_of_each(RegionFactory(), "eikenhout")
    user = RoleAssignmentFactory(role=role, region=region).user
    assert counts(user, "eikenhout") == EVERYTHING


@pytest.mark.parametrize("role", [Role.READER, Role.ADVISER])
def test_search_of_a_regional_reader_leaves_out_the_hidden_proposal_and_other_regions(region, role):
    one_of_each(region, "eikenhout")
    one_of_each(RegionFactory(), "eikenhout")
    user = RoleAssignmentFactory(role=role, region=region).user
    assert counts(user, "eikenhout") == {Kind.PROGRAMME: 1, Kind.NODE: 1, Kind.ACTION: 1}


def test_search_of_the_national_team_reads_all_regions_without_hidden_proposals(region, national):
    one_of_each(region, "eikenhout")
    one_of_each(RegionFactory(), "eikenhout")
    assert counts(national, "eikenhout") == {Kind.PROGRAMME: 2, Kind.NODE: 2, Kind.ACTION: 2}


def test_search_of_an_officer_finds_a_hidden_proposal_only_when_the_own_municipality_treats_it(region):
    _action, proposal = one_of_each(region, "eikenhout")
    body = BodyFactory(region=region)
    RouteStepFactory(round=RoundFactory(proposal=proposal), body=body)
    seated, other = (
        RegionMembershipFactory(target=region, municipality=MunicipalityFactory()).municipality for _ in range(2)
    )
    SeatFactory(body=body, organisation=OrganisationFactory(region=region, municipality=seated))
    at_the_table, elsewhere = (
        RoleAssignmentFactory(role=Role.MUNICIPAL, municipality=place).user for place in (seated, other)
    )
    abroad = RoleAssignmentFactory(role=Role.MUNICIPAL, municipality=RegionMembershipFactory().municipality).user
    assert counts(at_the_table, "eikenhout") == EVERYTHING
    assert counts(elsewhere, "eikenhout") == {Kind.PROGRAMME: 1, Kind.NODE: 1, Kind.ACTION: 1}
    assert counts(abroad, "eikenhout") == {}


def test_search_of_a_secretary_finds_the_proposals_of_the_own_body_alone(region):
    _action, proposal = one_of_each(region, "eikenhout")
    body = BodyFactory(region=region)
    secretary = RoleAssignmentFactory(role=Role.SECRETARY, body=body).user
    assert counts(secretary, "eikenhout") == {}
    RouteStepFactory(round=RoundFactory(proposal=proposal), body=body)
    assert counts(secretary, "eikenhout") == {Kind.PROPOSAL: 1}


def test_search_of_an_administrator_or_a_person_without_a_role_finds_nothing(region):
    one_of_each(region, "eikenhout")
    assert counts(RoleAssignmentFactory(role=Role.ADMINISTRATOR).user, "eikenhout") == {}
    assert counts(UserFactory(), "eikenhout") == {}


def test_search_a_right_that_ended_finds_nothing(region):
    one_of_each(region, "eikenhout")
    user = RoleAssignmentFactory(role=Role.LEADER, region=region, valid_to=TODAY).user
    assert counts(user, "eikenhout") == {}


def test_search_leaves_out_the_bin_and_marks_the_archive(region, national):
    action, _proposal = one_of_each(region, "eikenhout")
    removed = ActionFactory(node=action.node, title="Weg eikenhout")
    Action.objects.filter(pk=removed.pk).update(removed_at=timezone.now())
    Action.objects.filter(pk=action.pk).update(archived_at=timezone.now())
    OutlineNodeFactory(programme=action.programme, title="Weg eikenhout", removed_at=timezone.now())
    rights = rights_of(national, on=TODAY)
    found = find(parse("eikenhout"), rights)
    assert {kind: len(matches) for kind, matches in found.items()} == {
        Kind.PROGRAMME: 1,
        Kind.NODE: 1,
        Kind.ACTION: 1,
    }
    (result,) = shown(found[Kind.ACTION], parse("eikenhout"))
    assert result.is_archived


def test_search_of_a_region_leaves_out_the_others(region, national):
    one_of_each(region, "eikenhout")
    one_of_each(RegionFactory(), "eikenhout")
    assert counts(national, "eikenhout", region) == {Kind.PROGRAMME: 1, Kind.NODE: 1, Kind.ACTION: 1}


# The page


@pytest.fixture
def ask(client):
    def ask(user, **query):
        client.force_login(user)
        return client.get(reverse("search"), query)

    return ask


def test_search_page_groups_by_kind_with_counts_region_and_marks(ask, region, national):
    action, _proposal = one_of_each(region, "eikenhout")
    Action.objects.filter(pk=action.pk).update(description="Het eikenhout <b>wordt</b> gezaagd")
    page = ask(national, zoek="eikenhout").content.decode()
    assert "3 resultaten" in page
    assert 'Acties <span class="muted">(1)</span>' in page
    assert "Rivierenland" in page
    assert "Het <mark>eikenhout</mark> &lt;b&gt;wordt&lt;/b&gt; gezaagd" in page
    assert action.get_absolute_url() in page


def test_search_page_of_one_kind_is_paged(ask, node, national):
    for n in range(23):
        ActionFactory(node=node, title=f"Meldcode {n}")
    few = ask(national, zoek="meldcode").context["found"]
    assert ([group.count for group in few.groups], [len(group.results) for group in few.groups]) == ([23], [5])
    second = ask(national, zoek="meldcode", soort="acties", page="2").context["found"]
    assert len(second.groups[0].results) == 3
    assert ask(national, zoek="meldcode", soort="voorstellen").context["found"].groups == ()


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "a",
        "de",
        '"',
        '"""',
        "*",
        "OR",
        "a OR",
        "OR OR OR",
        "NOT",
        "-",
        "-school",
        "NEAR(a b)",
        "title:x",
        "^x",
        "a AND",
        "(",
        "')--",
        "\\",
        "a\x00b",
        "' & | ! :*",
        "woord " * 200,
        "x" * 3000,
        "💥",
        "ŉ ½ ﬁ",
        "12 1e5 3.14 a@b.nl http://x/y?z",
        "%s {nl} %",
    ],
)
def test_search_page_takes_whatever_is_typed(ask, region, national, typed):
    one_of_each(region, "woord")
    for kind in ("", "acties", "onzin"):
        assert ask(national, zoek=typed, soort=kind, page="-3", regio="\x00").status_code == 200


def test_search_page_without_results_shows_a_way_on(ask, region, national):
    page = ask(national, zoek="<xyzzy>", soort="acties").content.decode()
    assert "Niets gevonden voor" in page
    assert "&lt;xyzzy&gt;" in page
    assert "Zoek in alles wat u mag lezen" in page


def test_search_page_of_one_letter_asks_for_more(ask, national):
    assert "Typ ten minste twee letters" in ask(national, zoek="a").content.decode()


def test_search_page_offers_only_regions_that_may_be_read(ask, region):
    other = RegionFactory(name="Elders", slug="elders")
    third = RegionFactory(name="Verweg", slug="verweg")
    user = RoleAssignmentFactory(role=Role.READER, region=region).user
    assert "regio" not in ask(user).context["filter_form"].fields
    RoleAssignmentFactory(user=user, role=Role.READER, region=other)
    offered = [slug for slug, _name in ask(user).context["filter_form"].fields["regio"].choices]
    assert offered == ["", "elders", "rivierenland"]
    one_of_each(third, "eikenhout")
    assert ask(user, zoek="eikenhout", regio="verweg").context["found"].total == 0


def test_search_field_stands_on_every_page(client, national):
    client.force_login(national)
    assert f'action="{reverse("search")}"' in client.get(reverse("help")).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_search_page_asks_the_same_number_of_queries(client, region, national, django_assert_num_queries, rows):
    for _ in range(rows):
        one_of_each(RegionFactory(), "eikenhout")
    Proposal.objects.update(may_distribute=True)
    client.force_login(national)
    with django_assert_num_queries(20):
        client.get(reverse("search"), {"zoek": "eikenhout"})
