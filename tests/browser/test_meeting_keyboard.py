"""A secretary records a meeting of eight items by keyboard, and nothing that was typed is lost."""

from datetime import date

import pytest
from playwright.sync_api import expect

from programmes import decision_lists
from programmes.models import Conclusion, ConclusionDraft, FollowUp, Meeting, SubjectConclusion
from tests import factories
from tests.browser.scene import PASSWORD, sign_in
from tests.world import TODAY, make_world

STEPS, SUBJECTS = 6, 2
TEXT = "Akkoord, als de gemeenten de kosten delen."


@pytest.fixture
def world(settings, transactional_db):
    """A meeting of six proposals and two subjects of its own, to be recorded by the secretary of its body."""
    settings.TODAY = TODAY
    world = make_world()
    decision_lists.load()
    world.meeting = factories.MeetingFactory(body=world.own.body, date=date(2021, 7, 6))
    world.items = [_step(world, number) for number in range(1, STEPS + 1)]
    for number in range(1, SUBJECTS + 1):
        subject = f"Eigen onderwerp {number}"
        world.items.append(factories.AgendaItemFactory(meeting=world.meeting, subject=subject, position=STEPS + number))
    return world


def _step(world, number):
    proposal = factories.ProposalFactory(region=world.own.region, subject=f"Voorstel {number}")
    round_ = factories.RoundFactory(proposal=proposal)
    step = factories.RouteStepFactory(round=round_, body=world.own.body, meeting=world.meeting)
    return factories.AgendaItemFactory(meeting=world.meeting, step=step, subject="", position=number)


@pytest.fixture
def open_typing(world, visit):
    def open_page(role="secretary", **kwargs):
        page = visit(world.users[role], **kwargs)
        page.goto(f"/vergaderingen/{world.meeting.pk}/conclusies/")
        return page

    return open_page


def row_of(page, item):
    return page.locator(f"#row-{item.pk}")


def is_focused(locator):
    return locator.evaluate("element => element === document.activeElement")


def tab_to(page, locator, most=80):
    """Only the keyboard: Tab until the element has the focus."""
    for _ in range(most):
        if is_focused(locator):
            return
        page.keyboard.press("Tab")
    expect(locator).to_be_focused()


def choose_agreed(page, row):
    """From the chosen radio by arrows to Akkoord."""
    agreed = row.get_by_label("Akkoord", exact=True)
    for _ in range(15):
        page.keyboard.press("ArrowDown")
        if agreed.is_checked():
            return
    expect(agreed).to_be_checked()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_meeting_of_eight_items_is_recorded_by_keyboard_alone(world, open_typing, scripts):
    page = open_typing(scripts=scripts)
    for item in world.items:
        row = row_of(page, item)
        if item.step_id:
            tab_to(page, row.get_by_label("Nog niet behandeld"))
            choose_agreed(page, row)
        tab_to(page, row.get_by_label("Letterlijke conclusie"))
        page.keyboard.type(f"{TEXT} {item.position}")
    first = row_of(page, world.items[0])
    tab_backwards(page, first.get_by_label("Opmerking 1", exact=True))
    page.keyboard.type("Reken de uren uit.")
    if scripts:
        page.keyboard.press("Enter")  # from the last remark but one nothing is added: it goes on in the next field
        expect(first.get_by_label("Opmerking 1", exact=True)).to_be_focused()
    tab_to(page, first.get_by_label("Actiepunt 1", exact=True))
    page.keyboard.type("Bel de gemeenten.")
    tab_to(page, first.get_by_label("Wie doet actiepunt 1"))
    page.keyboard.type("Gemeente Eigendorp")
    tab_to(page, first.get_by_label("Uiterlijk voor actiepunt 1"))
    page.keyboard.type("1 sept 2021")
    finish = page.get_by_role("button", name="Opslaan en nalezen")
    tab_to(page, finish, most=200)
    page.keyboard.press("Enter")
    record = page.get_by_role("button", name="Besluitenlijst vastleggen")
    record.wait_for()
    tab_to(page, record)
    page.keyboard.press("Enter")
    page.get_by_text(
        "Besluitenlijst vastgelegd: 6 conclusies, 2 conclusies bij eigen onderwerpen, 1 actiepunt."
    ).wait_for()
    found = Conclusion.objects.filter(step__agenda_item__meeting=world.meeting)
    assert set(found.values_list("outcome__code", "text")) == {("agreed", f"{TEXT} {n}") for n in range(1, STEPS + 1)}
    assert set(SubjectConclusion.objects.filter(item__in=world.items).values_list("text", flat=True)) == {
        f"{TEXT} 7",
        f"{TEXT} 8",
    }
    follow_up = FollowUp.objects.get(meeting=world.meeting)
    assert (follow_up.text, follow_up.who, follow_up.due) == (
        "Bel de gemeenten.",
        "Gemeente Eigendorp",
        date(2021, 9, 1),
    )
    assert Conclusion.objects.get(step=world.items[0].step).remarks.get().text.strip() == "Reken de uren uit."
    assert Meeting.objects.get(pk=world.meeting.pk).is_recorded
    assert not ConclusionDraft.objects.exists()


def tab_backwards(page, locator, most=120):
    for _ in range(most):
        if is_focused(locator):
            return
        page.keyboard.press("Shift+Tab")
    expect(locator).to_be_focused()


def test_row_is_saved_when_it_is_left_and_after_three_quiet_seconds(world, open_typing):
    page, (first, second, *_rest) = open_typing(), world.items
    row_of(page, first).get_by_label("Letterlijke conclusie").fill(TEXT)
    with page.expect_request("**/conclusies/**", timeout=2000):
        row_of(page, second).get_by_label("Letterlijke conclusie").focus()
    expect(row_of(page, first)).to_contain_text("Opgeslagen om")
    page.keyboard.type(TEXT)
    expect(row_of(page, second)).to_contain_text("Opgeslagen om", timeout=10_000)
    assert ConclusionDraft.objects.filter(text=TEXT).count() == 2
    page.reload()
    expect(row_of(page, first).get_by_label("Letterlijke conclusie")).to_have_value(TEXT)


def test_chosen_items_are_set_to_agreed_in_one_go(world, open_typing):
    page = open_typing()
    page.get_by_text("Meer punten in één keer op Akkoord").click()
    for number in (1, 3):
        page.get_by_label(f"{number}. Voorstel {number}").check()
    page.get_by_role("button", name="Zet gekozen punten op Akkoord").click()
    for place in (0, 2):
        expect(row_of(page, world.items[place])).to_contain_text("Opgeslagen om")
    expect(page.locator("#draft-count")).to_have_text("2 van 8 punten ingevuld")
    found = ConclusionDraft.objects.filter(outcome__code="agreed").values_list("item", flat=True)
    assert set(found) == {world.items[0].pk, world.items[2].pk}


def test_enter_adds_remarks_and_actiepunten(world, open_typing):
    page, item = open_typing(), world.items[0]
    row = row_of(page, item)
    row.get_by_label("Opmerking 2", exact=True).fill("Tweede")
    row.get_by_label("Opmerking 2", exact=True).press("Enter")
    expect(row.get_by_label("Opmerking 3", exact=True)).to_be_focused()
    row.get_by_label("Actiepunt 1", exact=True).fill("Bel")
    for label in ("Actiepunt 1", "Wie doet actiepunt 1", "Uiterlijk voor actiepunt 1"):
        row.get_by_label(label, exact=True).press("Enter")
    expect(row.get_by_label("Actiepunt 2", exact=True)).to_be_focused()
    page.keyboard.type("Mail")
    row_of(page, world.items[1]).get_by_label("Letterlijke conclusie").focus()
    expect(row).to_contain_text("Opgeslagen om")
    draft = ConclusionDraft.objects.get()
    assert (draft.remarks, [words[0] for words in draft.follow_ups]) == (["Tweede"], ["Bel", "Mail"])


def test_concept_of_two_people_keeps_both_texts(world, open_typing):
    mine, theirs, item = open_typing(), open_typing("leader"), world.items[0]
    for page, text, remark in (
        (theirs, "Die van de leider.", "Zijn opmerking"),
        (mine, "Mijn tekst.", "Mijn opmerking"),
    ):
        row = row_of(page, item)
        row.get_by_label("Letterlijke conclusie").fill(text)
        row.get_by_label("Opmerking 1", exact=True).fill(remark)
        row_of(page, world.items[1]).get_by_label("Letterlijke conclusie").focus()
        expect(row.locator("[data-row-message] p").first).to_be_visible()
    row = row_of(mine, item)
    expect(row).to_contain_text(f"Niet opgeslagen: {world.users['leader']} was u voor")
    expect(row.locator("blockquote")).to_have_text("Die van de leider.")
    expect(row.get_by_label("Letterlijke conclusie")).to_have_value("Mijn tekst.")
    row.get_by_role("button", name="Samen").click()
    expect(row).to_contain_text("Opgeslagen om")
    draft = ConclusionDraft.objects.get()
    assert (draft.text, draft.remarks) == ("Mijn tekst.\n\nDie van de leider.", ["Mijn opmerking", "Zijn opmerking"])


def test_concept_of_somebody_signed_out_is_saved_after_signing_in_again(world, open_typing):
    user, page, item = world.users["secretary"], open_typing(), world.items[0]
    user.set_password(PASSWORD)
    user.save()
    other_tab = page.context.new_page()
    page.context.clear_cookies()
    row = row_of(page, item)
    row.get_by_label("Letterlijke conclusie").fill(TEXT)
    row_of(page, world.items[1]).get_by_label("Letterlijke conclusie").focus()
    expect(row).to_contain_text("U bent uitgelogd. Log in een nieuw tabblad in en klik op Opnieuw opslaan.")
    expect(row.get_by_label("Letterlijke conclusie")).to_have_value(TEXT)
    sign_in(other_tab, user.email)
    row.get_by_role("button", name="Opnieuw opslaan").click()
    expect(row).to_contain_text("Opgeslagen om")
    assert ConclusionDraft.objects.get().text == TEXT
