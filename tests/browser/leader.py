"""What the project leader does: progress, a pasted form, the chapters of the report, handing in."""

from playwright.sync_api import expect

from tests.browser.scene import EXPLANATION, FORM, action_called


def update_progress(leader):
    page = leader.page
    leader.keeps_picture("mijn-werk-projectleider")
    leader.follows("Voortgang bijwerken, Eigen")
    leader.reads("1 van 3 bijgewerkt")
    leader.keeps_picture("voortgang-bijwerken")
    _say_unchanged(page, row_of(page, "Kinderen na een huisverbod"))
    row = row_of(page, "Opvang in de buurt")
    row.get_by_label("Aandacht", exact=True).check()
    leader.presses("Alles opslaan")
    leader.reads("Schrijf kort waarom deze actie aandacht vraagt.")
    leader.keeps_picture("voortgang-zonder-toelichting")
    row.get_by_label("Toelichting").fill(EXPLANATION)
    leader.presses("Alles opslaan")
    leader.reads("3 van 3 bijgewerkt")
    page.reload()
    expect(row.get_by_label("Toelichting")).to_have_value(EXPLANATION)
    expect(row.get_by_label("Aandacht", exact=True)).to_be_checked()


def row_of(page, title):
    return page.locator(f"#row-{action_called(title).pk}")


def _say_unchanged(page, row):
    row.get_by_role("button", name="Geen wijziging").focus()
    page.keyboard.press("Enter")
    page.get_by_text("2 van 3 bijgewerkt").wait_for()


def paste_form(leader):
    leader.goes_to_my_work()
    leader.follows("Besluiten")
    leader.follows("Formulier plakken")
    leader.page.get_by_label("Tekst van het formulier").fill(FORM)
    leader.presses("Formulier inlezen")
    leader.sees("Niet herkend (1)")
    leader.keeps_picture("formulier-controleren")
    leader.presses("Voorstel opslaan")
    leader.sees("Regionale aanpak Veilig Thuis in de wijk")
    route = leader.page.get_by_role("table", name="Route van het voorstel")
    expect(route.get_by_text("Directeurenberaad").first).to_be_visible()
    expect(route.get_by_text("Volgende stap")).to_have_count(1)
    leader.reads("Reken de uren uit.")
    leader.keeps_picture("voorstel")


def write_chapters(leader, *, leave_out):
    """Fill in every question, chapter by chapter, but not those of one chapter."""
    leader.goes_to_my_work()
    leader.follows("Verder met de rapportage")
    links = leader.page.locator(".task-list").get_by_role("link")
    expect(links.filter(has_text=leave_out).first).to_be_visible()
    chapters = links.all_text_contents()
    for chapter in (one for one in chapters if one != leave_out):
        leader.page.locator(".task-list").get_by_role("link", name=chapter, exact=True).click()
        leader.keeps_picture(f"hoofdstuk-{chapter.split()[0].lower()}")
        _answer_all(leader, f"{chapter}: een half jaar werk.")


def _answer_all(leader, text):
    fields = leader.page.locator("#chapter-form textarea")
    if not fields.count():
        leader.follows("1e halfjaar 2021")
        return
    for field in fields.all():
        field.fill(text)
    leader.presses("Hoofdstuk opslaan")
    leader.reads("is opgeslagen.")


def submit_with_gap(leader):
    leader.keeps_picture("rapportage")
    leader.follows("Controleren en indienen")
    leader.presses("Rapportage indienen")
    leader.sees("De rapportage is nog niet ingediend")
    leader.keeps_picture("rapportage-met-gat")
    gap = leader.page.locator(".error-summary").get_by_role("link")
    expect(gap).to_have_count(1)
    gap.click()
    leader.sees("Vooruitblik", level=1)
    _answer_all(leader, "Wij openen de buurtopvang in oktober.")


def submit(leader, *, version):
    """Hand in; going back, or a second tab in which the button still stands, makes nothing double."""
    leader.follows("Controleren en indienen")
    other_tab = leader.page.context.new_page()
    other_tab.goto(leader.page.url)
    leader.presses("Rapportage indienen")
    leader.reads(f"Versie {version} is ingediend op 12 juli 2021 om")
    leader.sees("Ontvangstbewijs")
    leader.keeps_picture(f"ontvangstbewijs-{version}")
    leader.page.go_back()
    leader.reads("De rapportage is al ingediend.")
    other_tab.get_by_role("button", name="Rapportage indienen").click()
    other_tab.get_by_text("U kunt deze rapportage nu niet indienen: zij is al ingediend.").wait_for()
    other_tab.close()


def improve_returned_chapter(leader, *, reason):
    leader.goes_to_my_work()
    leader.follows("Rapportage aanpassen, Eigen")
    leader.reads(reason)
    leader.keeps_picture("rapportage-teruggestuurd")
    leader.follows("Vooruitblik")
    leader.reads(reason)
    _answer_all(leader, "Wij openen de buurtopvang op 4 oktober, met acht plaatsen.")
