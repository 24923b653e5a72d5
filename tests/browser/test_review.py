"""An officer reviews five conclusions: by keyboard with scripts, and without."""

from datetime import date

import pytest
from playwright.sync_api import expect

from programmes import conclusions
from programmes.models import ConclusionReview
from regions.models import Role
from tests import factories
from tests.world import TODAY

FIVE = [f"Voorstel {number}" for number in range(1, 6)]


class Scene:
    """A bundle of five conclusions with a date, and the officer of the one municipality."""

    def __init__(self):
        member = factories.RegionMembershipFactory(municipality__name="Aa", municipality__slug="aa")
        self.municipality = member.municipality
        self.officer = factories.RoleAssignmentFactory(
            role=Role.MUNICIPAL, municipality=self.municipality, user__name="Medewerker Aa"
        ).user
        self.bundle = factories.ReviewBundleFactory(region=member.target, react_by=date(2021, 7, 20))
        self.items = [self._item(subject) for subject in FIVE]
        self.url = f"/gemeente/aa/nakijken/{self.bundle.pk}/"

    def _item(self, subject):
        item = factories.ReviewItemFactory(bundle=self.bundle, asks_reaction=True)
        proposal = item.conclusion.step.round.proposal
        proposal.subject = subject
        proposal.save()
        factories.ReviewAddresseeFactory(item=item, municipality=self.municipality)
        return item

    def said(self):
        return [(row.verdict, row.text) for row in ConclusionReview.objects.order_by("item")]


@pytest.fixture
def scene(settings, transactional_db):
    settings.TODAY = TODAY
    return Scene()


@pytest.fixture
def open_page(scene, visit):
    def go(**kwargs):
        page = visit(scene.officer, **kwargs)
        page.goto(scene.url)
        return page

    return go


def row_of(page, subject):
    return page.get_by_role("region", name=subject)


def tab_to(page, button):
    for _ in range(80):
        page.keyboard.press("Tab")
        if button.evaluate("button => button === document.activeElement"):
            return
    pytest.fail("De knop is met Tab niet te bereiken.")


def test_officer_reviews_five_conclusions_by_keyboard(scene, open_page):
    page = open_page()
    tab_to(page, row_of(page, FIVE[0]).get_by_role("button", name="Gelezen"))
    page.keyboard.press("Enter")
    for subject in FIVE[1:4]:
        expect(row_of(page, subject).get_by_role("button", name="Gelezen")).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")  # Klopt
    expect(row_of(page, FIVE[4]).get_by_role("button", name="Gelezen")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Wat klopt er niet?").last).to_be_focused()
    page.keyboard.type("Het bedrag ontbreekt.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#nagekeken")).to_be_focused()
    expect(page.locator("#nagekeken")).to_have_text("5 van 5 nagekeken, vóór 20 juli 2021")
    right = [("right", "")] * 3
    assert scene.said() == [("read", ""), *right, ("not_right", "Het bedrag ontbreekt.")]


def test_officer_reviews_five_conclusions_without_scripts(scene, open_page):
    page = open_page(scripts=False)
    for subject in FIVE[:3]:
        row_of(page, subject).get_by_role("button", name="Klopt", exact=True).click()
        expect(row_of(page, subject)).to_contain_text("Medewerker Aa")
    row = row_of(page, FIVE[3])
    row.locator("summary", has_text="Klopt niet").click()
    row.get_by_label("Wat klopt er niet?").fill("Het bedrag ontbreekt.")
    page.get_by_role("button", name="Alle overige: gelezen").click()
    expect(page.locator("#nagekeken")).to_have_text("5 van 5 nagekeken, vóór 20 juli 2021")
    assert scene.said() == [*[("right", "")] * 3, ("not_right", "Het bedrag ontbreekt."), ("read", "")]


def test_officer_is_told_that_the_text_changed_and_loses_nothing(scene, open_page):
    page = open_page()
    old = scene.items[0].conclusion
    row = row_of(page, FIVE[0])
    row.locator("summary", has_text="Klopt niet").click()
    row.get_by_label("Wat klopt er niet?").fill("De datum klopt niet.")
    values = {"outcome": old.outcome, "text": "Beter gezegd.", "remarks": (), "reason": "Tikfout"}
    conclusions.correct(conclusion=old, by=factories.UserFactory(), **values)
    row.get_by_role("button", name="Klopt niet opslaan").click()
    expect(row).to_contain_text("De conclusie is zojuist verbeterd.")
    expect(row).to_contain_text("Beter gezegd.")
    expect(row.get_by_label("Wat klopt er niet?")).to_have_value("De datum klopt niet.")
    row.get_by_role("button", name="Klopt niet opslaan").click()
    expect(page.locator("#nagekeken")).to_contain_text("1 van 5 nagekeken")
    assert scene.said() == [("not_right", "De datum klopt niet.")]
