"""What the secretary, the municipal officer and the national team do."""

from playwright.sync_api import expect

from ghnt.documents import jobs
from reporting.models import ReportRendering
from tests.browser.scene import CONCLUSION


def record_conclusion(secretary):
    page = secretary.page
    secretary.follows("Conclusies vastleggen, Klankbordgroep")
    secretary.keeps_picture("conclusies-invullen")
    page.get_by_label("Akkoord", exact=True).check()
    page.get_by_label("Letterlijke conclusie").fill(f"<p style='margin:0'><b>{CONCLUSION}</b></p>")
    page.get_by_label("Opmerking 1", exact=True).fill("Reken de kosten per inwoner uit.")
    page.get_by_label("Opmerking 2", exact=True).fill("Kom in november terug.")
    secretary.presses("Besluitenlijst nalezen")
    secretary.sees("Opmerkingen (2)")
    expect(page.locator("blockquote")).to_have_text(CONCLUSION)
    secretary.keeps_picture("besluitenlijst-nalezen")
    secretary.presses("Besluitenlijst vastleggen")
    secretary.reads("Besluitenlijst vastgelegd: 1 conclusie.")
    expect(page.locator("blockquote")).to_have_text(CONCLUSION)
    secretary.reads("Kom in november terug.")
    secretary.goes_to_my_work()
    expect(page.get_by_role("link", name="Conclusies vastleggen, Klankbordgroep")).to_have_count(0)


def fill_own_row(officer):
    officer.follows("Aangeven of Eigendorp meedoet: Opvang in de buurt")
    officer.page.get_by_label("Doet mee", exact=True).check()
    officer.page.get_by_label("Eigen uitwerking").fill("Twee kamers in het buurthuis.")
    officer.keeps_picture("gemeente-rij")
    officer.presses("Antwoord opslaan")
    officer.reads("Het antwoord van Eigendorp is opgeslagen.")
    officer.reads("Twee kamers in het buurthuis.")


def read_as_municipality(officer):
    officer.follows("Rapportages")
    officer.follows("1e halfjaar 2021")
    officer.sees("Rapportage regio Eigen, 1e halfjaar 2021")
    officer.reads(CONCLUSION)
    officer.keeps_picture("rapportage-lezen")


def open_report(national):
    national.goes_to_my_work()
    national.page.locator(".task-list__item", has_text="1e halfjaar 2021").get_by_role("link", name="Eigen").click()
    national.reads(CONCLUSION)


def return_report(national, *, chapter, reason):
    national.keeps_picture("mijn-werk-landelijk")
    open_report(national)
    national.follows("Rapportage terugsturen")
    national.presses("Rapportage terugsturen")
    national.reads("Schrijf bij minstens één hoofdstuk waarom u de rapportage terugstuurt.")
    national.keeps_picture("terugsturen-zonder-reden")
    national.page.get_by_label(chapter).fill(reason)
    national.presses("Rapportage terugsturen")
    national.reads("De rapportage van Eigen is teruggestuurd.")


def accept_report(national):
    open_report(national)
    national.follows("Rapportage accepteren")
    national.keeps_picture("accepteren")
    national.presses("Rapportage accepteren")
    national.reads("De rapportage van Eigen is geaccepteerd.")
    national.keeps_picture("rapportages-van-de-regios")


def download_pdf(national, *, version, scripts):
    """Wait on the page while the worker makes the file, then take it."""
    page = national.page
    page.get_by_role("row", name="Eigen").get_by_role("link").first.click()
    national.reads("Wij maken de pdf")
    national.keeps_picture("pdf-in-de-maak")
    for job in ReportRendering.objects.filter(report_version__number=version):
        jobs.run(job._meta.label_lower, job.pk)
    if not scripts:
        national.follows("Vernieuwen")
    link = page.get_by_role("link", name=f"Pdf van versie {version} downloaden")
    link.wait_for()
    national.keeps_picture("pdf-klaar")
    with page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename == f"voortgangsrapportage-eigen-2021-H1-versie-{version}.pdf"
    return download.value.path().read_bytes()
