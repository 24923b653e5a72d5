import io
import json
import xml.etree.ElementTree as ElementTree
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from ghnt.documents.apart import RenderingError
from ghnt.documents.files import RenderedPdf
from ghnt.documents.models import StoredFile
from ghnt.documents.sealing import canonical_json
from programmes.models import DecisionDocumentKind, DecisionRendering, ProgrammeFile, ProposalFile
from regions.models import Role
from regions.rights import RIGHTS, Rights
from reporting import rendering
from reporting.bundles import asking
from reporting.bundles.dossier_order import dossier_order
from reporting.bundles.dossier_zip import draw_dossier
from reporting.bundles.turns import in_silence
from reporting.marks import marks_of
from reporting.models import EventKind
from tests import factories
from tests.reporting.bundled import a_region, a_round, sealed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_july")]
MDTO = "{https://www.nationaalarchief.nl/mdto}"


@pytest.fixture
def round_():
    return a_round()


@pytest.fixture
def region(round_):
    region = a_region("Rivierenland", "RVL")
    sealed(region, round_, EventKind.WITHDRAWN)
    version = sealed(region, round_, EventKind.ACCEPTED, number=2)
    job = rendering.request_rendering(version, marks_of(version))
    job.claim()
    job.finish(RenderedPdf(b"%PDF van de rapportage", 3, "proef"))
    return region


@pytest.fixture
def programme(region):
    return factories.RegionalProgrammeFactory(region=region)


def attach(model, name, title, **about):
    body = f"inhoud van {name}".encode()
    key = default_storage.save(f"proef/{name}", ContentFile(body))
    stored = StoredFile.objects.create(key=key, name=name, mime="application/pdf", size=len(body), sha256=digest(body))
    return model.objects.create(file=stored, title=title, **about)


def digest(body):
    import hashlib

    return hashlib.sha256(body).hexdigest()


def a_proposal(programme, **more):
    return factories.ProposalFactory(region=programme.region, programme=programme, **more)


def printed(proposal, body=b"%PDF voorstel", **said):
    content = canonical_json({"proposals": [proposal.pk], **said})
    job = DecisionRendering.objects.create(
        region=proposal.region,
        kind=DecisionDocumentKind.PROPOSAL,
        proposal=proposal,
        content=content,
        asked_by=factories.UserFactory(),
    )
    job.claim()
    job.finish(RenderedPdf(body, 1, "proef"))
    return job


def opened(region, round_):
    with draw_dossier(dossier_order(region, round_), tell=in_silence).open() as file:
        return ZipFile(io.BytesIO(file.read()))


def names(archive):
    return [name for name in archive.namelist() if not name.endswith((".mdto.xml", ".csv", ".txt", "manifest.json"))]


def test_dossier_holds_report_decisions_and_attachments(region, round_, programme):
    proposal = a_proposal(programme, may_distribute=True, subject="Begroting")
    printed(proposal)
    attach(ProgrammeFile, "Visie.pdf", "Onze visie", programme=programme)
    attach(ProposalFile, "Raming.pdf", "Raming", proposal=proposal)
    found = names(opened(region, round_))
    assert found[:2] == [
        f"rapportage/voortgangsrapportage-rivierenland-2020-H2-versie-2.{end}" for end in ("pdf", "json")
    ]
    assert [name.split("/")[0] for name in found[2:]] == ["besluiten", "bijlagen", "bijlagen"]
    assert {"bijlagen/programma/visie.pdf", "bijlagen/voorstellen/raming.pdf"} <= set(found)


def test_nothing_of_a_proposal_that_stays_within_the_region_gets_in(region, round_, programme):
    shared, hidden = (a_proposal(programme, may_distribute=may) for may in (True, False))
    for proposal, name in ((shared, "open.pdf"), (hidden, "gesloten.pdf")):
        attach(ProposalFile, name, name, proposal=proposal)
        printed(proposal, body=f"%PDF {name}".encode())
    mixed = printed(shared, body=b"%PDF gemengd")
    DecisionRendering.objects.filter(pk=mixed.pk).update(
        content=canonical_json({"proposals": [shared.pk, hidden.pk]}), kind=DecisionDocumentKind.DOSSIER
    )
    archive = opened(region, round_)
    everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"inhoud van open.pdf" in everything
    assert b"%PDF open.pdf" in everything
    assert b"gesloten" not in everything
    assert b"gemengd" not in everything


def test_a_proposal_that_was_closed_meanwhile_stops_the_dossier(region, round_, programme):
    proposal = a_proposal(programme, may_distribute=True)
    attach(ProposalFile, "raming.pdf", "Raming", proposal=proposal)
    order = dossier_order(region, round_)
    proposal.may_distribute = False
    proposal.save()
    with pytest.raises(RenderingError, match="mag niet meer worden verspreid"):
        draw_dossier(order, tell=in_silence)


def test_a_dossier_with_a_proposal_that_was_closed_is_no_longer_handed_out(region, round_, programme):
    proposal = a_proposal(programme, may_distribute=True)
    attach(ProposalFile, "raming.pdf", "Raming", proposal=proposal)
    bundle, _ = asking.ask_dossier(region=region, round=round_, by=factories.UserFactory())
    national, leader = Rights(national=RIGHTS[Role.NATIONAL]), Rights(by_region={region.pk: RIGHTS[Role.LEADER]})
    assert asking.may_still_read(bundle, national)
    proposal.may_distribute = False
    proposal.save()
    assert not asking.may_still_read(bundle, national)
    assert asking.may_still_read(bundle, leader)
    assert not asking.may_still_read(bundle, Rights(by_region={region.pk: RIGHTS[Role.EDITOR]}))


def test_a_file_that_was_changed_stops_the_dossier(region, round_, programme):
    file = attach(ProgrammeFile, "visie.pdf", "Onze visie", programme=programme)
    default_storage.delete(file.file.key)
    default_storage.save(file.file.key, ContentFile(b"iets anders"))
    with pytest.raises(RenderingError, match="Onze visie is niet meer het bestand van toen"):
        draw_dossier(dossier_order(region, round_), tell=in_silence)


def test_each_file_has_metadata_that_fit_it(region, round_, programme):
    attach(ProgrammeFile, "Visie.pdf", "Onze visie", programme=programme)
    archive = opened(region, round_)
    for name in names(archive):
        about = ElementTree.fromstring(archive.read(f"{name}.mdto.xml")).find(f"{MDTO}bestand")
        body = archive.read(name)
        assert about.findtext(f"{MDTO}omvang") == str(len(body))
        assert about.findtext(f"{MDTO}checksum/{MDTO}checksumWaarde") == digest(body)
    whole = ElementTree.fromstring(archive.read("dossier.mdto.xml")).find(f"{MDTO}informatieobject")
    assert whole.findtext(f"{MDTO}naam") == "Dossier regio Rivierenland, 2e halfjaar 2020"
    assert len(whole.findall(f"{MDTO}heeftRepresentatie")) == len(names(archive))
    manifest = json.loads(archive.read("manifest.json"))
    assert [entry["file"] for entry in manifest["files"]] == names(archive)


def test_two_files_of_one_name_both_get_in(region, round_, programme):
    for number in (1, 2):
        attach(ProgrammeFile, "visie.pdf", f"Visie {number}", programme=programme)
    assert {"bijlagen/programma/visie.pdf", "bijlagen/programma/visie-2.pdf"} <= set(names(opened(region, round_)))
