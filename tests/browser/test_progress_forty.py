"""Ten minutes for forty actions by keyboard alone, and two people who write in the same row."""

import pytest
from playwright.sync_api import expect

from actions.models import ActionUpdate, Assessment
from tests.browser.scene import PREVIOUS_EXPLANATION, add_action
from tests.world import HALF_YEAR, TODAY, make_world

MINE, THEIRS = "De opvang opent in oktober.", "De gemeenteraad stelde het geld beschikbaar."
TYPED = 10  # every tenth row has news


@pytest.fixture
def world(settings, transactional_db):
    settings.TODAY = TODAY
    return make_world()


@pytest.fixture
def open_progress(world, visit):
    def open_page(role="leader", **window):
        page = visit(world.users[role], **window)
        page.goto(f"/regio/eigen/voortgang/{HALF_YEAR}/")
        return page

    return open_page


def row_of(page, action):
    return page.locator(f"#row-{action.pk}")


def texts_of(action):
    return list(ActionUpdate.objects.filter(action=action, half_year=HALF_YEAR).values_list("explanation", flat=True))


def test_progress_of_forty_actions_by_keyboard_alone(world, open_progress):
    actions = [add_action(world.own, f"Actie {number}") for number in range(1, 40)]  # and the one that is done
    page = open_progress()
    first = row_of(page, actions[0]).get_by_role("button", name="Geen wijziging")
    for _ in range(80):
        page.keyboard.press("Tab")
        if first.evaluate("button => button === document.activeElement"):
            break
    for number, action in enumerate(actions, 1):
        expect(row_of(page, action).get_by_role("button", name="Geen wijziging")).to_be_focused()
        if number % TYPED:
            page.keyboard.press("Enter")
            continue
        for key in ("Tab", "Tab", "Space", "ArrowDown", "Tab", "Tab"):  # past the link; koers: Aandacht; past the phase
            page.keyboard.press(key)
        page.keyboard.type(MINE)
        page.keyboard.press("Control+Enter")
    expect(page.locator("#progress-end")).to_be_focused()
    saved = page.locator("#progress-end")
    expect(saved).to_contain_text("Alle 40 acties zijn bijgewerkt.", timeout=60_000)  # one request after the other
    expect(saved).to_be_focused()
    expect(page.locator("#progress-count")).to_have_text("40 van 40 bijgewerkt")
    said = ActionUpdate.objects.filter(action__in=actions, half_year=HALF_YEAR)
    assert said.filter(is_unchanged=True, explanation=PREVIOUS_EXPLANATION).count() == 36
    assert said.filter(assessment=Assessment.ATTENTION, explanation=MINE).count() == 3


@pytest.mark.parametrize(
    ("choice", "kept"), [("Mijn tekst", MINE), ("Die van ", THEIRS), ("Samen", f"{MINE}\n\n{THEIRS}")]
)
def test_progress_of_two_people_in_one_row_keeps_both_texts_until_one_chooses(world, open_progress, choice, kept):
    action = add_action(world.own, "Opvang")
    mine, theirs = open_progress(), open_progress("editor")
    for page, text in ((theirs, THEIRS), (mine, MINE)):
        row_of(page, action).get_by_label("Toelichting").fill(text)
        page.keyboard.press("Control+Enter")
        expect(row_of(page, action)).to_contain_text("pgeslagen")
    row = row_of(mine, action)
    expect(row.locator("blockquote")).to_have_text(THEIRS)
    expect(row.get_by_label("Toelichting")).to_have_value(MINE)
    assert texts_of(action) == [THEIRS]
    row.get_by_role("button", name=choice).focus()
    mine.keyboard.press("Enter")
    expect(row).to_contain_text("Opgeslagen om")
    expect(row.get_by_label("Toelichting")).to_be_focused()
    assert texts_of(action) == [kept]


def test_progress_row_is_put_back_as_it_was(world, open_progress):
    action = add_action(world.own, "Opvang")
    page = open_progress()
    row = row_of(page, action)
    row.get_by_role("button", name="Geen wijziging").press("Enter")
    expect(page.locator("#progress-count")).to_have_text("2 van 2 bijgewerkt")
    row.get_by_role("button", name="Ongedaan maken").press("Enter")
    expect(row).to_contain_text("Ongedaan gemaakt om")
    expect(row.get_by_label("Toelichting")).to_have_value("")
    expect(page.locator("#progress-count")).to_have_text("1 van 2 bijgewerkt")
    assert texts_of(action) == []
