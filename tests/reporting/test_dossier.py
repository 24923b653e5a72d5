import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from programmes import dossier_links
from programmes.models import AdoptionResult, DossierLink, Proposal
from tests import factories
from tests.world import make_world

ON = date(2021, 7, 12)


@pytest.fixture
def world(db, settings):
    settings.TODAY = ON
    return make_world()


@pytest.fixture
def page(world):
    return reverse("reporting:dossier", args=[world.own.around["dossier_secret"]])


def texts(page, client=None):
    return (client or Client()).get(page).content.decode()


def test_dossier_shows_the_sealed_version_and_where_every_municipality_is(world, page):
    version = DossierLink.objects.get(pk=world.own.around["dossier_link"]).programme_version
    version.programme.chapters.filter(key="visie").update(text="Intussen gewijzigd.")
    row = version.adoptions.get(municipality=world.own.municipality)
    row.result, row.decided_on = AdoptionResult.ADOPTED, date(2021, 6, 3)
    row.save()
    text = texts(page)
    assert "Niemand is alleen." in text
    assert "Intussen gewijzigd." not in text
    assert world.own.municipality.name in text
    assert "3 jun 2021" in text
    assert "Elk jaar een stand" in text


def test_dossier_tells_conclusions_that_may_be_distributed_alone(world, page):
    version = DossierLink.objects.get(pk=world.own.around["dossier_link"]).programme_version
    Proposal.objects.filter(region=world.own.region).update(programme=version.programme)
    shown = world.own.conclusion
    hidden = world.own.hidden_proposal
    step = hidden.rounds.get().steps.get()
    factories.ConclusionFactory(step=step, text="Dit blijft binnen.", date=date(2021, 5, 3))
    text = texts(page)
    assert world.own.proposal.subject in text
    assert shown.text in text
    assert hidden.subject not in text
    assert "Dit blijft binnen." not in text
    Proposal.objects.filter(pk=world.own.proposal.pk).update(removed_at="2021-07-01T10:00Z")
    assert world.own.proposal.subject not in texts(page)


def test_dossier_names_nobody_and_stays_out_of_caches_and_search_engines(world, page):
    answer = Client().get(page)
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    text = answer.content.decode()
    version = DossierLink.objects.get(pk=world.own.around["dossier_link"]).programme_version
    assert version.by_name not in text
    assert "vastlegger" not in text


def test_dossier_notes_that_it_was_opened(world, page):
    link = DossierLink.objects.get(pk=world.own.around["dossier_link"])
    Client().head(page)
    link.refresh_from_db()
    assert link.last_opened_at is None
    texts(page)
    link.refresh_from_db()
    assert link.last_opened_at is not None


def test_closed_links_give_the_same_page(world, page, settings):
    link = DossierLink.objects.get(pk=world.own.around["dossier_link"])
    unknown = reverse("reporting:dossier", args=["f" * 64])
    gone = Client().get(unknown)
    assert gone.status_code == 404
    assert "no-store" in gone["Cache-Control"]
    settings.TODAY = date(2021, 9, 2)
    expired = Client().get(page)
    settings.TODAY = ON
    dossier_links.revoke(link=link)
    revoked = Client().get(page)
    said = {re.sub(rb'csrf[^"]*"[^"]*"[^"]*"', b"", answer.content) for answer in (gone, expired, revoked)}
    assert len(said) == 1
    assert b"Deze link werkt niet" in said.pop()
    assert {expired.status_code, revoked.status_code} == {404}
    assert Client().get(f"{page}pdf/").status_code == 404


def test_dossier_refuses_to_be_opened_without_end(world, page, monkeypatch):
    monkeypatch.setattr("reporting.views.dossier.OPENED_AN_HOUR", 2)
    assert [Client().get(page).status_code for _ in range(3)] == [200, 200, 429]


def test_pdf_that_is_not_made_leads_back_to_the_dossier(world, page):
    assert Client().get(f"{page}pdf/").url == page


def test_dossier_takes_the_same_queries_for_more_municipalities(world, page, django_assert_num_queries):
    version = DossierLink.objects.get(pk=world.own.around["dossier_link"]).programme_version
    client = Client()
    client.get(page)
    with django_assert_num_queries(14):
        client.get(page)
    for place in range(12):
        adoption = factories.AdoptionFactory(programme_version=version, municipality__name=f"Gemeente {place}")
        factories.AdoptionStepFactory(adoption=adoption)
        factories.CouncilMotionFactory(adoption=adoption)
    with django_assert_num_queries(14):
        client.get(page)
