"""Voortgang bijwerken with scripts: by keyboard, saved by itself, and nothing that was typed is lost."""

import pytest
from playwright.sync_api import expect

from actions.models import ActionUpdate, Assessment, Phase
from tests.browser.scene import PASSWORD, PREVIOUS_EXPLANATION, add_action, sign_in
from tests.world import HALF_YEAR, TODAY, make_world

TEXT = "De opvang opent in oktober."
COLLEAGUES_TEXT = "De gemeenteraad stelde het geld beschikbaar."


@pytest.fixture
def world(settings, transactional_db):
    """Five actions to update, beside the one that is done."""
    settings.TODAY = TODAY
    world = make_world()
    world.to_do = [add_action(world.own, f"Actie {number}") for number in range(1, 6)]
    return world


@pytest.fixture
def open_progress(world, visit):
    def open_page(role="leader"):
        page = visit(world.users[role])
        page.goto(f"/regio/eigen/voortgang/{HALF_YEAR}/")
        return page

    return open_page


def row_of(page, action):
    return page.locator(f"#row-{action.pk}")


def explain(row, text):
    row.get_by_label("Toelichting").fill(text)


def leave(page):
    page.get_by_role("link", name="Alles", exact=True).focus()


def updates_of(action):
    return ActionUpdate.objects.filter(action=action, half_year=HALF_YEAR)


def test_progress_of_five_actions_takes_tab_and_five_times_enter(world, open_progress):
    page = open_progress()
    buttons = [row_of(page, action).get_by_role("button", name="Geen wijziging") for action in world.to_do]
    for _ in range(60):
        page.keyboard.press("Tab")
        if buttons[0].evaluate("button => button === document.activeElement"):
            break
    for button, action in zip(buttons, world.to_do, strict=True):
        expect(button).to_be_focused()
        page.keyboard.press("Enter")
        expect(row_of(page, action)).to_contain_text("Opgeslagen om")
    expect(page.locator("#progress-end")).to_be_focused()
    expect(page.locator("#progress-end")).to_contain_text("Alle 6 acties zijn bijgewerkt.")
    expect(page.locator("#progress-count")).to_have_text("6 van 6 bijgewerkt")
    found = ActionUpdate.objects.filter(action__in=world.to_do, half_year=HALF_YEAR)
    said = set(found.values_list("phase", "assessment", "explanation", "is_unchanged"))
    assert found.count() == 5
    assert said == {(Phase.IN_PROGRESS, Assessment.ON_COURSE, PREVIOUS_EXPLANATION, True)}


def test_progress_row_is_saved_when_it_is_left(world, open_progress):
    page, action = open_progress(), world.to_do[0]
    row = row_of(page, action)
    row.get_by_label("Aandacht", exact=True).check()
    explain(row, TEXT)
    with page.expect_request("**/voortgang/**", timeout=2000):  # before the three seconds of the next test
        leave(page)
    expect(row).to_contain_text("Opgeslagen om")
    expect(page.locator("#progress-count")).to_have_text("2 van 6 bijgewerkt")
    page.reload()
    expect(row.get_by_label("Toelichting")).to_have_value(TEXT)
    assert updates_of(action).get().assessment == Assessment.ATTENTION


def test_progress_row_is_saved_after_three_quiet_seconds(world, open_progress):
    page, action = open_progress(), world.to_do[0]
    explain(row_of(page, action), TEXT)
    expect(row_of(page, action)).to_contain_text("Opgeslagen om", timeout=10_000)
    assert updates_of(action).get().explanation == TEXT


def test_progress_ctrl_enter_saves_and_goes_to_the_next_row_to_do(world, open_progress):
    page = open_progress()
    first, second = (row_of(page, action) for action in world.to_do[:2])
    explain(first, TEXT)
    first.get_by_label("Toelichting").press("Control+Enter")
    expect(second.get_by_role("button", name="Geen wijziging")).to_be_focused()
    expect(first).to_contain_text("Opgeslagen om")
    assert updates_of(world.to_do[0]).get().explanation == TEXT


def test_progress_of_two_people_keeps_both_texts(world, open_progress):
    mine, theirs, action = open_progress(), open_progress("editor"), world.to_do[0]
    explain(row_of(theirs, action), COLLEAGUES_TEXT)
    leave(theirs)
    expect(row_of(theirs, action)).to_contain_text("Opgeslagen om")
    row = row_of(mine, action)
    explain(row, TEXT)
    leave(mine)
    expect(row).to_contain_text(f"Niet opgeslagen: {world.users['editor']} was u voor")
    expect(row.locator("blockquote")).to_have_text(COLLEAGUES_TEXT)
    expect(row.get_by_label("Toelichting")).to_have_value(TEXT)
    assert updates_of(action).get().explanation == COLLEAGUES_TEXT
    row.get_by_role("button", name="Samen").click()
    expect(row).to_contain_text("Opgeslagen om")
    assert updates_of(action).get().explanation == f"{TEXT}\n\n{COLLEAGUES_TEXT}"


def test_progress_of_somebody_signed_out_is_saved_after_signing_in_again(world, open_progress):
    user, page, action = world.users["leader"], open_progress(), world.to_do[0]
    user.set_password(PASSWORD)
    user.save()
    other_tab = page.context.new_page()
    page.context.clear_cookies()
    row = row_of(page, action)
    explain(row, TEXT)
    leave(page)
    expect(row).to_contain_text("U bent uitgelogd. Log in een nieuw tabblad in en klik op Opnieuw opslaan.")
    expect(row.get_by_label("Toelichting")).to_have_value(TEXT)
    assert not updates_of(action).exists()
    sign_in(other_tab, user.email)
    row.get_by_role("button", name="Opnieuw opslaan").click()
    expect(row).to_contain_text("Opgeslagen om")
    assert updates_of(action).get().explanation == TEXT
