"""Attachments on a programme, an action and a proposal: the same pages for each."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from actions.models import ActionFile
from ghnt.documents.attaching import MAX_FILES
from programmes.models import ProgrammeFile, ProposalFile
from tests import factories
from tests.world import TODAY, make_world

PDF = b"%PDF-1.7 een besluit"
HOLDERS = ("programme", "action", "proposal")
MODELS = {"programme": ProgrammeFile, "action": ActionFile, "proposal": ProposalFile}


@pytest.fixture
def world(db, settings):
    settings.TODAY = TODAY
    return make_world()


@pytest.fixture
def leader(client, world):
    client.force_login(world.users["leader"])
    return client


def address(world, holder, verb, *file, home="own"):
    home = getattr(world, home)
    on = {"programme": [], "action": [home.action.pk], "proposal": [home.proposal.pk]}[holder]
    app = "actions" if holder == "action" else "programmes"
    return reverse(f"{app}:{holder}_file_{verb}", args=[home.region.slug, *on, *file])


def newest(holder):
    return MODELS[holder].objects.latest("pk")


def add(client, world, holder, **values):
    data = {"upload": SimpleUploadedFile("besluit.pdf", PDF), "title": "Besluit", "date": "3 mei 2021"} | values
    return client.post(address(world, holder, "create"), data)


@pytest.mark.parametrize("holder", HOLDERS)
def test_file_is_added_listed_and_downloaded_safely(leader, world, holder):
    back = add(leader, world, holder)
    page = leader.get(back.url.split("#")[0])
    assert "Bijlage “Besluit” is toegevoegd." in page.content.decode()
    assert "stuk van 3 mei 2021" in page.content.decode()
    answer = leader.get(address(world, holder, "download", newest(holder).pk))
    assert answer.getvalue() == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="besluit.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize("holder", HOLDERS)
def test_file_of_another_holder_is_unknown_under_this_one(leader, world, holder):
    add(leader, world, holder)
    file = newest(holder)
    leader.force_login(factories.RoleAssignmentFactory(region=world.other.region).user)
    assert leader.get(address(world, holder, "download", file.pk, home="other")).status_code == 404
    assert leader.post(address(world, holder, "remove", file.pk, home="other")).status_code == 404
    assert not newest(holder).is_removed


@pytest.mark.parametrize("holder", HOLDERS)
def test_file_removed_is_gone_and_comes_back_from_the_bin(leader, world, holder):
    add(leader, world, holder)
    file = newest(holder)
    leader.post(address(world, holder, "remove", file.pk))
    assert leader.get(address(world, holder, "download", file.pk)).status_code == 404
    slug = world.own.region.slug
    kind = {"programme": "bijlage-programma", "action": "bijlage-actie", "proposal": "bijlage-voorstel"}[holder]
    assert "Besluit" in leader.get(reverse("bin", args=[slug])).content.decode()
    leader.post(reverse("bin_restore", args=[slug, kind, file.pk]))
    assert leader.get(address(world, holder, "download", file.pk)).getvalue() == PDF


def test_file_without_a_title_gets_the_name_of_the_file(leader, world):
    add(leader, world, "action", title="")
    assert newest("action").title == "besluit"


def test_file_that_is_something_else_is_refused_with_title_and_date_kept(leader, world):
    answer = add(leader, world, "action", upload=SimpleUploadedFile("plaatje.png", b"<html>"))
    page = answer.content.decode()
    assert "Dit bestand heet .png, maar het is geen PNG-bestand" in page
    assert 'value="Besluit"' in page
    assert newest("action").title == "Draaiboek"


def test_file_over_the_number_is_refused_with_the_way_on(leader, world):
    factories.ActionFileFactory.create_batch(MAX_FILES - 1, action=world.own.action)
    page = add(leader, world, "action").content.decode()
    assert f"Hier hangen al {MAX_FILES} bestanden. Verwijder er eerst een." in page
    assert world.own.action.files.count() == MAX_FILES


def test_file_change_that_lost_the_race_shows_both_texts(leader, world):
    file = factories.ActionFileFactory(action=world.own.action, title="Van een collega", version=3)
    url = address(world, "action", "change", file.pk)
    answer = leader.post(url, {"title": "Van mij", "date": "", "seen_version": 2})
    assert answer.status_code == 409
    assert "Van een collega" in answer.content.decode()
    assert "Van mij" in answer.content.decode()


def test_file_change_saves_title_and_date(leader, world):
    file = factories.ActionFileFactory(action=world.own.action)
    leader.post(
        address(world, "action", "change", file.pk), {"title": "Raadsbesluit", "date": "4-5-2021", "seen_version": 0}
    )
    file.refresh_from_db()
    assert (file.title, file.date.isoformat(), file.version) == ("Raadsbesluit", "2021-05-04", 1)


def test_file_of_a_hidden_proposal_is_unknown_to_a_municipal_officer(client, world):
    hidden = world.own.hidden_proposal
    file = ProposalFile.objects.create(proposal=hidden, file=factories.StoredFileFactory(), title="Geheim")
    client.force_login(world.users["municipal"])
    url = reverse("programmes:proposal_file_download", args=[world.own.region.slug, hidden.pk, file.pk])
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_files_of_an_action_take_the_same_queries(leader, world, number, django_assert_max_num_queries):
    from actions.files import action_files
    from regions.rights import rights_of

    factories.ActionFileFactory.create_batch(number, action=world.own.action)
    rights = rights_of(world.users["leader"], on=TODAY)
    with django_assert_max_num_queries(1):
        files = action_files(world.own.action, world.own.region, rights)
    assert len(files.lines) == number + 1
