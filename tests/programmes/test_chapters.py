from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from ghnt.ui.editing import EditConflictError
from programmes import chapters
from programmes.chapters import ChapterState
from programmes.models import Part, ProgrammeChapter
from regions.models import Role
from tests.factories import ProgrammeChapterFactory, RegionalProgrammeFactory, RegionFactory, RoleAssignmentFactory


@pytest.fixture(autouse=True)
def on_12_july_2021(settings):
    settings.TODAY = date(2021, 7, 12)


@pytest.fixture
def region(db):
    return RegionFactory(name="Rivierenland", slug="rivierenland")


@pytest.fixture
def programme(region):
    return RegionalProgrammeFactory(region=region, title="Veilig thuis")


@pytest.fixture
def leader(client, region):
    user = RoleAssignmentFactory(role=Role.LEADER, region=region).user
    client.force_login(user)
    return user


def url(name, *args):
    return reverse(f"programmes:{name}", args=["rivierenland", *args])


def titles(programme, part=Part.PROGRAMME):
    return [line.chapter.title for line in chapters.chapters_of(programme, part)]


USUAL = ["Missie", "Visie", "Doelen", "Planning", "Middelen"]


def test_chapters_of_offers_the_usual_ones_and_the_regions_own(programme):
    ProgrammeChapterFactory(programme=programme, title="Samenvatting")
    ProgrammeChapterFactory(programme=programme, part=Part.PROJECT_PLAN, title="Bijlagen")
    chapters.save_chapter(programme=programme, key="visie", text="Niemand is alleen.")
    assert titles(programme) == [*USUAL, "Samenvatting"]
    states = [line.state for line in chapters.chapters_of(programme, Part.PROGRAMME)]
    empty, filled = ChapterState.EMPTY, ChapterState.FILLED
    assert states == [empty, filled, empty, empty, empty, filled]


def test_chapters_of_the_project_plan_name_every_section(programme):
    assert titles(programme, Part.PROJECT_PLAN) == [
        "Achtergrond",
        "Resultaat",
        "Omschrijving",
        "Betrokkenheid",
        "Planning en besluitvorming",
        "Uren",
        "Geld",
        "Aandachtspunten",
    ]


def test_move_chapter_keeps_all_others_in_their_order(programme):
    own = ProgrammeChapterFactory(programme=programme, title="Samenvatting")
    for _ in range(3):
        chapters.move_chapter(programme=programme, part=Part.PROGRAMME, name=str(own.pk), up=True)
    assert titles(programme) == ["Missie", "Visie", "Samenvatting", "Doelen", "Planning", "Middelen"]
    chapters.move_chapter(programme=programme, part=Part.PROGRAMME, name="missie", up=False)
    assert titles(programme) == ["Visie", "Missie", "Samenvatting", "Doelen", "Planning", "Middelen"]
    chapters.move_chapter(programme=programme, part=Part.PROGRAMME, name="visie", up=True)
    chapters.move_chapter(programme=programme, part=Part.PROGRAMME, name="bestaat-niet", up=True)
    assert titles(programme)[0] == "Visie"


def test_move_chapter_lets_who_writes_a_text_go_on(programme):
    own = ProgrammeChapterFactory(programme=programme)
    chapters.move_chapter(programme=programme, part=Part.PROGRAMME, name=str(own.pk), up=True)
    own.text = "Doorgeschreven."
    chapters.write_chapter(chapter=own, seen_version=0)
    assert ProgrammeChapter.objects.get(pk=own.pk).text == "Doorgeschreven."


def test_write_chapter_that_somebody_else_began_is_a_conflict(programme):
    first, second = (
        ProgrammeChapter(programme=programme, key="visie", title="Visie", text=text) for text in ("Eerst.", "Later.")
    )
    chapters.write_chapter(chapter=first, seen_version=None)
    with pytest.raises(EditConflictError):
        chapters.write_chapter(chapter=second, seen_version=None)
    assert ProgrammeChapter.objects.get().text == "Eerst."


@pytest.mark.parametrize("title", ["Visie", "samenvatting"])
def test_add_chapter_refuses_a_title_in_use(programme, title):
    ProgrammeChapterFactory(programme=programme, title="Samenvatting")
    with pytest.raises(ValidationError, match="Er is al een hoofdstuk met deze titel"):
        chapters.add_chapter(chapter=ProgrammeChapter(programme=programme, title=title))
    elsewhere = ProgrammeChapter(programme=programme, part=Part.PROJECT_PLAN, title=title)
    assert chapters.add_chapter(chapter=elsewhere).position == 9


def test_chapter_list_shows_what_is_empty_and_what_is_not(client, leader, programme):
    chapters.save_chapter(programme=programme, key="visie", text="Niemand is alleen. En zo.")
    text = client.get(url("chapter_list", "programma")).content.decode()
    assert text.count("Nog leeg") == 4
    assert text.count(">Ingevuld<") == 1
    assert "Niemand is alleen." in text


def test_chapter_create_adds_one_and_a_second_post_adds_none(client, leader, programme):
    data = {"title": "Samenvatting", "text": "Kort."}
    assert client.post(url("chapter_create", "programma"), data).url == url("chapter_list", "programma")
    answer = client.post(url("chapter_create", "programma"), data)
    assert "Er is al een hoofdstuk met deze titel." in answer.content.decode()
    made = ProgrammeChapter.objects.get()
    assert (made.title, made.text, made.part, made.position) == ("Samenvatting", "Kort.", Part.PROGRAMME, 6)


def test_chapter_update_writes_a_usual_chapter_and_a_second_one_is_a_conflict(client, leader, programme):
    page = url("chapter_update", "projectplan", "uren")
    assert "Schrijf niets over personen of gezinnen." in client.get(page).content.decode()
    assert client.post(page, {"text": "21 uur per week.", "seen_version": ""}).status_code == 302
    answer = client.post(page, {"text": "Te laat.", "seen_version": ""})
    assert answer.status_code == 409
    assert "21 uur per week." in answer.content.decode()
    assert "Te laat." in answer.content.decode()
    made = ProgrammeChapter.objects.get()
    assert (made.key, made.title, made.text, made.part) == ("uren", "Uren", "21 uur per week.", Part.PROJECT_PLAN)


def test_chapter_update_renames_an_own_chapter_but_no_usual_one(client, leader, programme):
    own = ProgrammeChapterFactory(programme=programme, title="Samenvatting")
    data = {"title": "In het kort", "text": "Kort.", "seen_version": 0}
    client.post(url("chapter_update", "programma", own.pk), data)
    own.refresh_from_db()
    assert own.title == "In het kort"
    client.post(url("chapter_update", "programma", "visie"), data | {"seen_version": ""})
    assert ProgrammeChapter.objects.get(key="visie").title == "Visie"


def test_chapter_delete_takes_an_own_chapter_and_no_usual_one(client, leader, programme):
    own = ProgrammeChapterFactory(programme=programme)
    chapters.save_chapter(programme=programme, key="visie", text="Niemand is alleen.")
    assert client.get(url("chapter_delete", "programma", own.pk)).status_code == 200
    client.post(url("chapter_delete", "programma", own.pk))
    assert client.post(url("chapter_delete", "programma", "visie")).status_code == 404
    assert [chapter.key for chapter in ProgrammeChapter.objects.all()] == ["visie"]


def test_chapter_pages_know_no_other_parts_chapters_or_regions(client, leader, programme):
    foreign = ProgrammeChapterFactory()
    for page in (
        url("chapter_list", "anders"),
        url("chapter_update", "programma", "uren"),
        url("chapter_update", "programma", foreign.pk),
        url("chapter_delete", "programma", foreign.pk),
        url("chapter_move", "programma", foreign.pk, "omhoog"),
    ):
        assert client.post(page, {"text": "Van mij."}).status_code in (404, 405), page
    foreign.refresh_from_db()
    assert foreign.text == "Zo doen wij het."


def test_chapter_move_answers_with_the_list(client, leader, programme):
    answer = client.post(url("chapter_move", "programma", "visie", "omhoog"))
    assert answer.url == url("chapter_list", "programma")
    assert titles(programme)[:2] == ["Visie", "Missie"]
    assert client.get(url("chapter_move", "programma", "visie", "omhoog")).status_code == 405


def test_chapter_pages_without_a_programme_begin_one(client, leader):
    assert "Programma beginnen" in client.get(url("chapter_list", "programma")).content.decode()
    assert client.get(url("chapter_update", "programma", "visie")).url == url("programme_update")


@pytest.mark.parametrize("number", [1, 3])
def test_chapter_list_takes_the_same_queries_for_more_chapters(
    client, leader, programme, number, django_assert_num_queries
):
    for _ in range(number):
        ProgrammeChapterFactory(programme=programme)
    client.get(url("chapter_list", "programma"))
    with django_assert_num_queries(7):
        client.get(url("chapter_list", "programma"))
