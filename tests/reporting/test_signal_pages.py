"""The pages of signals: marking in a chapter and in a version, the list, one signal with its answer, Mijn werk."""

import pytest

from ghnt.site.work import work_of
from regions.rights import rights_of
from reporting.models import Signal, SignalAnswer, SignalKind
from tests import factories
from tests.world import HALF_YEAR, PREVIOUS, TODAY, fill_in

LIST = "/landelijk/signalen/"
CHAPTER = f"/regio/eigen/rapportages/{HALF_YEAR}/hoofdstuk/samenvatting/"
VERSION = f"/regio/eigen/rapportages/{PREVIOUS}/versies/1/"
GIVEN = {"kind": "question", "passage": "Een half jaar werk.", "note": "Wie weet dit?"}


def text(response) -> str:
    return response.content.decode()


def passages(response) -> list[str]:
    return [f"{row.signal.region}: {row.signal.passage}" for row in response.context["page"].rows]


def test_writer_marks_a_passage_and_takes_it_away(as_role, world):
    fill_in(world.own.draft)
    client = as_role("editor")
    assert "Een passage markeren voor het landelijk team" in text(client.get(CHAPTER))
    response = client.post(f"{CHAPTER}markeren/", GIVEN)
    assert response.url == f"{CHAPTER}#signalen"
    signal = Signal.objects.get(note="Wie weet dit?")
    assert (signal.is_from_region, signal.version) == (True, None)
    page = text(client.get(CHAPTER))
    assert "Wie weet dit?" in page
    assert f"/markering/{signal.pk}/verwijderen/" in page
    client.post(f"/regio/eigen/rapportages/{HALF_YEAR}/markering/{signal.pk}/verwijderen/")
    assert not Signal.objects.filter(pk=signal.pk).exists()


def test_mark_that_does_not_stand_in_the_chapter_comes_back_with_what_was_typed(as_role, world):
    fill_in(world.own.draft)
    response = as_role("leader").post(f"{CHAPTER}markeren/", GIVEN | {"passage": "Iets heel anders."})
    page = text(response)
    assert "Fout: " in page
    assert "Deze woorden staan niet zo in het hoofdstuk." in page
    assert "Iets heel anders." in page
    assert "Een half jaar werk." in page  # the chapter itself, to copy from
    assert "Wie weet dit?" in page


def test_mark_of_another_regions_signal_is_not_taken_away(as_role, world):
    address = f"/regio/eigen/rapportages/{HALF_YEAR}/markering/{world.other.around['draft_signal']}/verwijderen/"
    assert as_role("leader").post(address).status_code == 404
    assert Signal.objects.filter(pk=world.other.around["draft_signal"]).exists()


@pytest.mark.parametrize("role", ["national", "adviser"])
def test_reader_at_national_level_marks_a_sealed_version(as_role, world, role):
    client = as_role(role)
    assert f"{VERSION}markeren/" in text(client.get(VERSION))
    assert "Teksten om uit te kopiëren" in text(client.get(f"{VERSION}markeren/"))
    response = client.post(f"{VERSION}markeren/", GIVEN | {"chapter": "samenvatting"})
    signal = Signal.objects.get(note="Wie weet dit?")
    assert response.url == signal.get_absolute_url()
    assert (signal.is_from_region, signal.version.number) == (False, 1)


def test_earlier_answer_stands_in_the_next_rounds_chapter(as_role, world):
    page = text(as_role("leader").get(CHAPTER))
    assert "Antwoord van het landelijk team op uw vraag van 12 juli 2021" in page
    assert "Regio Groningen heeft er een." in page


def test_version_shows_its_signals_to_the_region(as_role, world):
    page = text(as_role("reader").get(VERSION))
    assert "Gemarkeerde passages (1)" in page
    assert "Regio Groningen heeft er een." in page
    assert "Nog in de pen." not in page


def test_national_team_answers_and_the_region_reads(as_role, world):
    signal = Signal.objects.get(pk=world.own.around["signal"])
    client = as_role("national")
    assert "Antwoord aan de regio" in text(client.get(signal.get_absolute_url()))
    client.post(signal.get_absolute_url(), {"text": "Nog niet bekend.", "is_to_follow": "on"})
    answer = SignalAnswer.objects.get(text="Nog niet bekend.")
    assert (answer.signal, answer.closes) == (signal, False)
    page = text(as_role("reader").get(signal.get_absolute_url()))
    assert "Nog niet bekend." in page
    assert "nog niet het hele antwoord" in page
    assert "Antwoord aan de regio" not in page


@pytest.mark.parametrize("role", ["leader", "editor", "municipal", "reader", "adviser"])
def test_answer_is_for_the_national_team(as_role, world, role):
    signal = Signal.objects.get(pk=world.own.around["signal"])
    assert as_role(role).post(signal.get_absolute_url(), {"text": "Zelf bedacht."}).status_code == 403
    assert not SignalAnswer.objects.filter(text="Zelf bedacht.").exists()


@pytest.mark.parametrize(("role", "status"), [("leader", 200), ("reader", 404), ("adviser", 404), ("national", 404)])
def test_signal_of_a_draft_opens_for_its_writers(as_role, world, role, status):
    signal = Signal.objects.get(pk=world.own.around["draft_signal"])
    assert as_role(role).get(signal.get_absolute_url()).status_code == status


def test_list_has_what_was_handed_in_by_followed_regions(as_role, world):
    assert passages(as_role("national").get(LIST)) == ["Ander: Een half jaar werk.", "Eigen: Een half jaar werk."]
    assert passages(as_role("adviser").get(LIST)) == ["Eigen: Een half jaar werk."]
    assert "Nog in de pen." not in text(as_role("national").get(LIST))


def test_list_filters(as_role, world):
    version = world.own.submitted.versions.get()
    factories.SignalFactory(
        report=world.own.submitted, version=version, kind=SignalKind.BOTTLENECK, passage="Geen geld."
    )
    client = as_role("national")
    found = {
        query: passages(client.get(f"{LIST}?{query}"))
        for query in ("soort=bottleneck", "stand=open", "stand=answered&regio=eigen", f"ronde={HALF_YEAR}")
    }
    assert found == {
        "soort=bottleneck": ["Eigen: Geen geld."],
        "stand=open": ["Eigen: Geen geld."],
        "stand=answered&regio=eigen": ["Eigen: Een half jaar werk."],
        f"ronde={HALF_YEAR}": [],
    }
    assert "Geen signalen met deze filters." in text(client.get(f"{LIST}?ronde={HALF_YEAR}"))


def test_list_is_paged_and_the_workbook_is_not(as_role, world, read_sheet):
    version = world.own.submitted.versions.get()
    factories.SignalFactory.create_batch(25, report=world.own.submitted, version=version)
    client = as_role("national")
    assert "27 signalen" in text(client.get(LIST))
    assert len(client.get(LIST).context["page"].rows) == 25
    assert len(client.get(f"{LIST}?page=2").context["page"].rows) == 2
    assert len(read_sheet(client.get(f"{LIST}excel/"))) == 28


@pytest.mark.parametrize("more", [0, 2])
def test_list_takes_the_same_number_of_queries(as_role, world, more, django_assert_num_queries):
    version = world.own.submitted.versions.get()
    for signal in factories.SignalFactory.create_batch(more, report=world.own.submitted, version=version):
        factories.SignalAnswerFactory(signal=signal)
    client = as_role("national")
    with django_assert_num_queries(9):
        client.get(LIST)


def test_open_questions_wait_in_the_work_of_both_sides(world):
    version = world.own.submitted.versions.get()
    factories.SignalFactory(report=world.own.submitted, version=version, passage="Mag dit wel?")
    factories.SignalFactory(report=world.own.submitted, version=version, passage="Te duur.", kind=SignalKind.BOTTLENECK)
    work = {
        role: work_of(rights_of(world.users[role], on=TODAY), on=TODAY) for role in ("national", "leader", "reader")
    }
    asked = [row.task.title for group in work["national"].groups for row in group.rows if "Vraag" in row.task.title]
    assert asked == ["Vraag beantwoorden: Mag dit wel?"]
    title = "Vragen aan het landelijk team, nog zonder antwoord"
    waiting = {
        role: [row.task.title for group in one.lists if group.title == title for row in group.rows]
        for role, one in work.items()
    }
    assert waiting == {"national": [], "leader": ["Mag dit wel?"], "reader": []}
