"""A report from start to submit by keyboard alone and without scripts; every question saves itself, also for two."""

import re

import pytest
from playwright.sync_api import expect

from actions.models import ActionUpdate, Phase
from reporting.models import Answer, ReportVersion
from tests import factories
from tests.browser.scene import PASSWORD, sign_in
from tests.reporting.writing_scene import make_scene
from tests.world import HALF_YEAR, PREVIOUS, TODAY

TEXT = "Alle scholen doen mee."
COLLEAGUES_TEXT = "De raad stelde het geld vast."
REPORT = f"/regio/eigen/rapportages/{HALF_YEAR}/"
SUMMARY = f"{REPORT}hoofdstuk/samenvatting/"
QUESTION = "Wat moet een bestuurder weten?"


@pytest.fixture
def scene(settings, transactional_db):
    """Two actions and one answer of last time to confirm; a municipality each that answered and did not."""
    settings.TODAY = TODAY
    scene = make_scene()
    scene.actions = [factories.ActionFactory(node=scene.node) for _ in range(2)]
    for action in scene.actions:
        factories.ActionUpdateFactory(action=action, half_year=PREVIOUS, phase=Phase.IN_PROGRESS)
    bereikt = scene.questions["bereikt"]
    factories.AnswerFactory(report=scene.earlier, question=bereikt, node=scene.node, text="Twee groepen.")
    scene.answer("bijdrage", municipality=scene.municipality)
    return scene


@pytest.fixture
def open_summary(scene, visit):
    def open_page(user=None, **kwargs):
        page = visit(user or scene.leader, **kwargs)
        page.goto(SUMMARY)
        return page

    return open_page


def field(page):
    return page.get_by_label(QUESTION)


def tab_to(page, target, *, presses=90):
    """Move with Tab alone, as somebody without a mouse does."""
    for _ in range(presses):
        if target.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} is not reached with Tab")


def press(page, name, *, role="button"):
    target = page.locator("main").get_by_role(role, name=name).first
    tab_to(page, target)
    page.keyboard.press("Enter")


def follow(page, name):
    press(page, name, role="link")


def test_report_is_written_by_keyboard_from_start_to_submit(scene, visit):
    page = visit(scene.leader)
    page.goto(REPORT)
    follow(page, "Samenvatting")
    tab_to(page, field(page))
    page.keyboard.type(TEXT)
    page.keyboard.press("Tab")
    expect(page.locator("[data-answer]")).to_contain_text("Opgeslagen om")
    follow(page, "Terug naar de hoofdstukken")
    follow(page, "1 Eerder in beeld")
    press(page, re.compile("Bevestigen.*bereikt"))
    expect(page.get_by_text("1 antwoord bevestigd")).to_be_visible()
    tab_to(page, page.get_by_label("Nog geen antwoord"))
    for _ in ("Klaar", "Halverwege"):
        page.keyboard.press("ArrowUp")
    for action in scene.actions:  # one key each: the focus stands at the next one
        button = page.locator(f"#actie-{action.pk}").get_by_role("button", name="Bevestigen")
        if action == scene.actions[0]:
            tab_to(page, button)
        expect(button).to_be_focused()
        page.keyboard.press("Enter")
        expect(button).to_have_count(0)
    page.goto(REPORT)
    follow(page, "Controleren en indienen")
    follow(page, "Gemeenten, Eigenstad")
    tab_to(page, page.get_by_label("Wat deed uw gemeente?"))
    page.keyboard.type("Wij ook.")
    press(page, "Antwoorden opslaan")
    expect(page.get_by_text("De antwoorden van Eigenstad zijn opgeslagen.")).to_be_visible()
    page.goto(REPORT)
    follow(page, "Controleren en indienen")
    press(page, "Rapportage indienen")
    expect(page.get_by_text("Versie 1 is ingediend")).to_be_visible()
    assert ReportVersion.objects.count() == 1
    said = ActionUpdate.objects.filter(half_year=HALF_YEAR).values_list("is_unchanged", flat=True)
    assert list(said) == [True, True]
    assert Answer.objects.get(report=scene.report, question=scene.questions["hoe-ver"]).text == "Halverwege"


def test_report_is_written_without_scripts(scene, visit):
    page = visit(scene.leader, scripts=False)
    page.goto(SUMMARY)
    field(page).fill(TEXT)
    page.get_by_role("button", name="Opslaan en naar 1 Eerder in beeld").click()
    page.get_by_label("Halverwege").check()
    page.get_by_role("link", name=re.compile("Aanpassen.*bereikt")).click()
    expect(page.get_by_label("Wat is er bereikt?")).to_have_value("Twee groepen.")
    page.get_by_label("Wat is er bereikt?").fill("Drie groepen.")
    page.get_by_label("Halverwege").check()
    page.get_by_role("button", name="Alle 2 acties bevestigen").click()
    expect(page.get_by_text("2 acties bevestigd")).to_be_visible()
    expect(page.get_by_label("Wat is er bereikt?")).to_have_value("Drie groepen.")
    page.goto(f"/gemeente/eigenstad/rapportage/{HALF_YEAR}/")
    page.get_by_label("Wat deed uw gemeente?").fill("Wij ook.")
    page.get_by_role("button", name="Antwoorden opslaan").first.click()
    page.goto(f"{REPORT}controleren/")
    page.get_by_role("button", name="Rapportage indienen").click()
    expect(page.get_by_text("Versie 1 is ingediend")).to_be_visible()


def test_question_is_saved_after_a_pause_and_keeps_the_focus(scene, open_summary):
    page = open_summary()
    field(page).fill(TEXT)
    expect(page.locator("[data-answer]")).to_contain_text("Opgeslagen om")
    expect(field(page)).to_be_focused()
    expect(page.locator("#live")).to_contain_text(f"{QUESTION}: Opgeslagen om")
    page.keyboard.type(" Meer.")
    expect(field(page)).to_have_value(f"{TEXT} Meer.")
    page.get_by_role("link", name="Terug naar de hoofdstukken").focus()
    expect(page.locator("[data-answer]")).to_contain_text("Opgeslagen om")
    page.wait_for_function("() => Object.keys(localStorage).length === 0")
    assert Answer.objects.get(report=scene.report, question=scene.questions["samenvatting"]).text == f"{TEXT} Meer."


def test_question_of_two_people_keeps_both_texts(scene, open_summary):
    mine, theirs = open_summary(), open_summary(scene.colleague)
    field(theirs).fill(COLLEAGUES_TEXT)
    expect(theirs.locator("[data-answer]")).to_contain_text("Opgeslagen om")
    field(mine).fill(TEXT)
    answer = mine.locator("[data-answer]")
    expect(answer).to_contain_text("Niet opgeslagen: Joost Vlaming was u voor")
    expect(answer.locator("blockquote")).to_have_text(COLLEAGUES_TEXT)
    expect(field(mine)).to_have_value(TEXT)
    stored = Answer.objects.get(report=scene.report, question=scene.questions["samenvatting"])
    assert stored.text == COLLEAGUES_TEXT
    answer.get_by_role("button", name="Samen").click()
    expect(answer).to_contain_text("Opgeslagen om")
    stored.refresh_from_db()
    assert stored.text == f"{TEXT}\n\n{COLLEAGUES_TEXT}"


def test_text_without_a_connection_stays_and_comes_back(scene, open_summary):
    page = open_summary()
    page.context.set_offline(True)
    field(page).fill(TEXT)
    expect(page.locator("[data-answer]")).to_contain_text("Niet opgeslagen: geen verbinding. Uw tekst staat er nog.")
    other = page.context.new_page()
    page.close()
    other.context.set_offline(False)
    other.goto(SUMMARY)
    expect(field(other)).to_have_value(TEXT)
    expect(other.locator("[data-answer]")).to_contain_text("Opgeslagen om")
    assert Answer.objects.get(report=scene.report, question=scene.questions["samenvatting"]).text == TEXT


def test_text_of_somebody_signed_out_is_saved_after_signing_in_again(scene, open_summary):
    page = open_summary()
    scene.leader.set_password(PASSWORD)
    scene.leader.save()
    other_tab = page.context.new_page()
    page.context.clear_cookies()
    field(page).fill(TEXT)
    expect(page.locator("[data-answer]")).to_contain_text("U bent uitgelogd.")
    sign_in(other_tab, scene.leader.email)
    page.get_by_role("button", name="Opnieuw opslaan").click()
    expect(page.locator("[data-answer]")).to_contain_text("Opgeslagen om")
    assert Answer.objects.get(report=scene.report, question=scene.questions["samenvatting"]).text == TEXT


def test_signing_out_leaves_no_text_behind(scene, open_summary):
    page = open_summary()
    page.evaluate("() => localStorage.setItem('ghnt.tekst.1./x', 'Geheim')")
    page.get_by_role("button", name="Uitloggen").click()
    page.get_by_label("E-mailadres").wait_for()
    assert page.evaluate("() => Object.keys(localStorage)") == []
