"""Lists of the region with statements, a finished scan of a municipality and one of the region."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from ghnt.documents.uploads import store
from reporting.models import FilledBy, ImprovementPoint, ScanFile, ScanRound, ScanScore
from reporting.scans.filling import finish_scan, made_scan
from tests import factories

DAYS = {"opens": date(2021, 6, 1), "due": date(2021, 8, 1), "reference_date": date(2021, 6, 1)}


def put_scans(home):
    """Under `home.around`: rounds, lists, points and files by door."""
    region = home.region
    by = factories.UserFactory(email=f"scans.{region.slug}@example.org")
    for door, filled_by, municipality in (
        ("scan", FilledBy.MUNICIPALITY, home.municipality),
        ("region_scan", FilledBy.REGION, None),
    ):
        used = factories.ScanListFactory.with_statements(
            region=region, filled_by=filled_by, code=f"{door}-{region.slug}"
        )
        round = ScanRound.objects.create(list=used, region=region, repeat_on=date(2021, 7, 1), **DAYS)
        scan = made_scan(round=round, municipality=municipality)
        statements = list(used.themes.get().statements.all())
        for score, statement in enumerate(statements, 1):
            ScanScore.objects.create(scan=scan, statement=statement, score=score, explanation="Zo staat het ervoor.")
        stored = store(SimpleUploadedFile("bewijs.pdf", b"%PDF-1.7 bewijs"), by=by)
        finish_scan(scan=scan, filled_with="Het team", seen=scan.version, by=by)
        home.around |= {
            f"{door}_round": round.pk,
            f"{door}_file": ScanFile.objects.create(scan=scan, file=stored, title="Bewijs").pk,
            f"{door}_point": ImprovementPoint.objects.create(scan=scan, statement=statements[0], text="Beter").pk,
            f"{door}_statement": statements[0].pk,
        }
    free = factories.ScanListFactory.with_statements(region=region, code=f"vrij-{region.slug}", name="Vrije lijst")
    home.around["scan_form"] = free.code
