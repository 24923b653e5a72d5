"""Undoing what a form changed, and telling which known body a form means."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from ghnt import clock
from programmes import conclusions
from programmes.body_matching import KnownBodies
from programmes.form_changes import update_from_form
from programmes.form_text import parse_form
from programmes.form_undo import last_import, undo_import
from programmes.models import Conclusion, FormImport, Proposal, ProposalFile, ProposalSource, Round, RouteStep
from programmes.pasting import choices_of, known_form
from regions.models import Body, Role
from tests import factories
from tests.programmes.test_paste import FORM, LATER, answers, paste, saved

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_july(settings):
    settings.TODAY = date(2021, 7, 12)


@pytest.fixture
def region():
    return factories.RegionFactory(slug="eigen", name="Eigen")


@pytest.fixture
def leader(client, region):
    user = factories.RoleAssignmentFactory(role=Role.LEADER, region=region).user
    client.force_login(user)
    return user


def update(proposal, text):
    form = parse_form(text)
    return update_from_form(proposal=proposal, form=form, steps=choices_of(proposal.region, form), source=text, by=None)


class TestUndo:
    def test_the_import_that_made_a_proposal_puts_it_in_the_bin(self, region, leader):
        proposal = saved(region)
        undone = undo_import(made=last_import(proposal), by=leader)
        proposal.refresh_from_db()
        assert (undone.is_binned, proposal.is_removed, proposal.removed_by) == (True, True, leader)
        assert (last_import(proposal), known_form(region, parse_form(FORM))) == (None, None)

    @pytest.mark.parametrize("way", ["route", "correction", "file", "later", "twice"])
    def test_what_stands_in_the_way_is_told_and_nothing_changes(self, region, leader, way):
        proposal = saved(region)
        made, words = last_import(proposal), STANDS_IN_THE_WAY[way](proposal, leader)
        with pytest.raises(ValidationError, match=words):
            undo_import(made=made, by=leader)
        assert Conclusion.objects.count() >= 3

    def test_news_is_taken_back_and_conclusions_stay(self, region, leader):
        proposal = saved(region)
        planned = RouteStep.objects.get(conclusions=None)
        text = LATER.replace("\nToelichting\n", "\n14-10-21\tTaskforce\tAdviseren\t\n\nToelichting\n", 1)
        update(proposal, text.replace("08-07-21\tPortefeuillehouders-overleg", "08-07-21\tStuurgroep"))
        assert (RouteStep.objects.count(), Body.objects.count()) == (6, 6)
        undone = undo_import(made=last_import(proposal), by=leader)
        assert undone.sentences == ("1 geplande behandeling is weggehaald.", "1 nieuw overleg is weggehaald.")
        assert [one.body_name for one in undone.conclusions] == ["Stuurgroep"]
        assert (RouteStep.objects.count(), Body.objects.count(), Conclusion.objects.count()) == (5, 5, 4)
        assert RouteStep.objects.filter(pk=planned.pk).exists()
        assert not Proposal.objects.get().is_removed

    def test_a_moved_date_goes_back_unless_it_was_moved_again(self, region, leader):
        proposal = saved(region)
        step = RouteStep.objects.get(conclusions=None)
        for day, again, expected in ((30, None, 23), (29, date(2021, 9, 28), 28)):
            update(proposal, FORM.replace("23-09-21", f"{day}-09-21"))
            if again:
                RouteStep.objects.filter(pk=step.pk).update(planned_date=again)
            undo_import(made=last_import(proposal), by=leader)
            step.refresh_from_db()
            assert step.planned_date == date(2021, 9, expected)

    def test_undo_by_the_page_and_its_messages(self, client, region, leader):
        address = reverse("programmes:proposal_paste", args=["eigen"])
        page = paste(client, address)
        assert "Invoer ongedaan maken" in page.text
        page = client.post(address, {"source": LATER})
        client.post(address, answers(page, "update"))
        proposal = Proposal.objects.get()
        made = last_import(proposal)
        page = client.post(reverse("programmes:import_undo", args=["eigen", proposal.pk, made.pk]), follow=True)
        assert "Vastgelegde conclusies blijven staan." in page.text
        assert "conclusie van Portefeuillehouders-overleg verbeteren</a>" in page.text
        first = last_import(proposal)
        page = client.post(reverse("programmes:import_undo", args=["eigen", proposal.pk, first.pk]), follow=True)
        assert "want het voorstel of zijn route is gewijzigd" in page.text
        assert FormImport.objects.filter(undone_at=None).count() == 1

    def test_a_reader_cannot_undo(self, client, region):
        proposal = saved(region)
        client.force_login(factories.RoleAssignmentFactory(role=Role.READER, region=region).user)
        address = reverse("programmes:import_undo", args=["eigen", proposal.pk, last_import(proposal).pk])
        assert client.post(address).status_code == 403
        assert last_import(proposal) is not None

    def test_an_import_of_another_proposal_is_unknown(self, client, region, leader):
        proposal, other = saved(region), factories.ProposalFactory(region=region)
        address = reverse("programmes:import_undo", args=["eigen", other.pk, last_import(proposal).pk])
        assert client.post(address).status_code == 404


def _route(proposal, leader):
    proposal.claim(proposal.version)
    return "het voorstel of zijn route is gewijzigd"


def _correction(proposal, leader):
    old = Conclusion.objects.order_by("pk").first()
    conclusions.correct(conclusion=old, outcome=old.outcome, text="Beter", remarks=(), reason="Fout", by=leader)
    return "er is een conclusie vastgelegd of verbeterd"


def _file(proposal, leader):
    ProposalFile.objects.create(proposal=proposal, file=factories.StoredFileFactory(), title="Begroting")
    return "er is een bijlage toegevoegd"


def _later(proposal, leader):
    update(proposal, LATER)
    return "Hierna is nog een formulier ingelezen"


def _twice(proposal, leader):
    FormImport.objects.update(undone_at=clock.now())
    return "al ongedaan gemaakt"


STANDS_IN_THE_WAY = {"route": _route, "correction": _correction, "file": _file, "later": _later, "twice": _twice}


class TestBodies:
    @pytest.fixture
    def known(self, region):
        names = ("Ambtelijke klankbordgroep", "Directieoverleg", "Portefeuillehoudersoverleg (PFHO)", "Stuurgroep")
        return {name: factories.BodyFactory(region=region, name=name) for name in names}

    @pytest.mark.parametrize(
        ("written", "name"),
        [
            ("AKG", "Ambtelijke klankbordgroep"),
            ("ambtelijke Klankbord-groep", "Ambtelijke klankbordgroep"),
            ("Directie-overleg", "Directieoverleg"),
            ("PFHO", "Portefeuillehoudersoverleg (PFHO)"),
            ("portefeuillehouders overleg", "Portefeuillehoudersoverleg (PFHO)"),
            ("PHO", "Portefeuillehoudersoverleg (PFHO)"),
        ],
    )
    def test_a_known_body_is_sure(self, region, known, written, name):
        match = KnownBodies.of(region).match(written)
        assert (match.body, match.is_sure) == (known[name], True)

    def test_a_small_typing_difference_is_a_choice(self, region, known):
        match = KnownBodies.of(region).match("Directieoverlg")
        assert (match.body, match.near) == (known["Directieoverleg"], (known["Directieoverleg"],))

    def test_two_of_the_same_name_are_a_choice_without_a_first(self, region):
        colleges = [
            factories.BodyFactory(
                region=None, municipality=factories.RegionMembershipFactory(target=region).municipality,
                level="municipal", name="College",
            )
            for _ in range(2)
        ]  # fmt: skip
        match = KnownBodies.of(region).match("College van B&W")
        assert (match.body, set(match.near)) == (None, set(colleges))

    def test_another_name_is_new(self, region, known):
        assert KnownBodies.of(region).match("Taskforce").body is None

    def test_an_ended_body_and_one_of_another_region_are_not_offered(self, region):
        factories.BodyFactory(region=region, name="Kerngroep", ended_on=date(2021, 1, 1))
        factories.BodyFactory(name="Stuurgroep")
        assert [KnownBodies.of(region).match(name).body for name in ("Kerngroep", "Stuurgroep")] == [None, None]

    def test_the_preview_asks_which_body_is_meant(self, client, region, leader, known):
        text = FORM.replace("Directie-overleg", "Directieoverlg")
        address = reverse("programmes:proposal_paste", args=["eigen"])
        page = client.post(address, {"source": text})
        assert "Behandeling 3: ‘Directieoverlg’ lijkt op Directieoverleg." in page.text
        step = page.context["preview"].steps[2]
        offered = [label for _value, label in step.fields["body"].choices]
        assert offered[:3] == ["Kies een overleg", "Directieoverleg", "Maak dit overleg: Directieoverlg"]
        client.post(address, answers(page, **{"step-2-body": "new"}))
        assert Body.objects.filter(name="Directieoverlg").exists()

    def test_many_unknown_names_are_not_all_compared(self, region, known):
        bodies = KnownBodies.of(region)
        for number in range(70):
            bodies.match(f"Onbekend {number}")
        assert bodies.match("Directieoverlg").is_sure


class TestMarkup:
    TABLE = (
        "<table><tr><td>Algemeen</td></tr><tr><td>Onderwerp</td><td>Plan</td></tr><tr><td>Verspreiden</td><td>Ja</td>"
        "</tr><tr><td>Behandeling</td></tr><tr><td>16-04-21</td><td>Stuurgroep</td><td>Vaststellen</td>"
        "<td>Akkoord</td></tr></table>"
    )

    def test_the_tables_of_the_clipboard_count_above_the_text(self, client, region, leader):
        address = reverse("programmes:proposal_paste", args=["eigen"])
        page = client.post(address, {"source": "Algemeen\nOnderwerp\nPlan", "markup": self.TABLE})
        assert page.context["preview"].parsed.subject == "Plan"
        client.post(address, answers(page))
        assert (Proposal.objects.get().subject, ProposalSource.objects.get().text) == ("Plan", self.TABLE)
        assert ProposalSource.objects.get().readable_text.startswith("Algemeen\nOnderwerp\tPlan\n")

    @pytest.mark.parametrize("markup", ["<p>los</p>", "<table>geen formulier</table>", "<table>" + "x" * 70_000])
    def test_markup_that_cannot_be_read_leaves_the_text(self, client, region, leader, markup):
        address = reverse("programmes:proposal_paste", args=["eigen"])
        page = client.post(address, {"source": FORM, "markup": markup})
        assert page.context["preview"].parsed.subject == "Uitvoeringsplan 2021"
        assert page.context["preview"].source == FORM


def test_two_forms_at_once_keep_the_second_and_an_import_of_each(region):
    proposal = saved(region, FORM + "\n" + FORM.replace("Uitvoeringsplan", "Ander plan"))
    assert (Proposal.objects.count(), Round.objects.count()) == (1, 1)
    assert "Ander plan 2021" in proposal.sources.get().unrecognised
    assert FormImport.objects.get().made_proposal
