"""Pasting a form with tables: with scripts the clipboard's tables come along, without scripts HTML as text is read."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from programmes import decision_lists
from programmes.models import Proposal
from regions.models import Role
from tests import factories

TABLES = (Path(__file__).parents[1] / "programmes/forms/layouts/01-tabel-uit-word.html").read_text(encoding="utf-8")
PASTE = """([html]) => {
  const field = document.querySelector("[data-paste-markup]"), data = new DataTransfer();
  data.setData("text/html", html);
  field.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true}));
  field.value = "tekst zonder cellen";
  field.dispatchEvent(new Event("input", {bubbles: true}));
}"""


@pytest.fixture
def leader(settings, transactional_db):
    settings.TODAY = date(2021, 7, 12)
    decision_lists.load()
    region = factories.RegionFactory(slug="eigen", name="Eigen")
    return factories.RoleAssignmentFactory(role=Role.LEADER, region=region).user


@pytest.mark.parametrize("scripts", [True, False])
def test_paste_of_tables_is_saved_and_undone(visit, leader, scripts):
    page = visit(leader, scripts=scripts)
    page.goto("/regio/eigen/besluiten/plakken/")
    if scripts:
        page.evaluate(PASTE, [TABLES])
    else:
        page.get_by_label("Tekst van het formulier").fill(TABLES)
    page.get_by_role("button", name="Formulier inlezen").click()
    expect(page.get_by_label("Onderwerp")).to_have_value("Aanpak Veilig Thuiskomen & herstel")
    page.get_by_role("button", name="Voorstel opslaan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Aanpak Veilig Thuiskomen & herstel")
    assert Proposal.objects.get().sources.get().text.count("style=") == (0 if scripts else 1)
    page.get_by_role("button", name="Invoer ongedaan maken").click()
    expect(page.get_by_text("Het voorstel ligt in de prullenbak")).to_be_visible()
    assert Proposal.objects.get().is_removed


def test_what_is_typed_after_pasting_counts(visit, leader):
    page = visit(leader)
    page.goto("/regio/eigen/besluiten/plakken/")
    page.evaluate(PASTE, [TABLES])
    page.get_by_label("Tekst van het formulier").press_sequentially("!")
    expect(page.locator("#id_markup")).to_have_value("")
