import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from ghnt.documents import uploads
from ghnt.documents.models import StoredFile
from tests import factories


def zipped(**members):
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return buffer.getvalue()


DOCX = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}
GOOD = {
    "besluit.pdf": b"%PDF-1.7 inhoud",
    "Notitie.DOCX": zipped(**DOCX),
    "begroting.xlsx": zipped(**{"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<w/>"}),
    "verhaal.odt": zipped(mimetype="application/vnd.oasis.opendocument.text"),
    "kaart.png": b"\x89PNG\r\n\x1a\n0000",
    "foto.jpeg": b"\xff\xd8\xff\xe0....",
    "lijst.csv": "gemeente;aantal\nLaren;5\n".encode("cp1252"),
}
BAD = {
    "page dressed as a picture": ("plaatje.png", b"<html><script>alert(1)</script>"),
    "program": ("programma.exe", b"MZ......"),
    "picture with a drawing language": ("tekening.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "page": ("pagina.html", b"<html></html>"),
    "without an ending": ("README", b"tekst"),
    "zip that is no document": ("notitie.docx", zipped(**{"malware.js": "x"})),
    "document with a macro": ("notitie.docx", zipped(**DOCX | {"word/vbaProject.bin": "x"})),
    "workbook dressed as a document": ("notitie.docx", GOOD["begroting.xlsx"]),
    "broken zip": ("notitie.docx", b"PK\x03\x04kapot"),
    "bomb": ("notitie.docx", zipped(**DOCX | {"word/media.xml": "0" * 30_000_000})),
    "bytes dressed as text": ("lijst.csv", b"a;b\0c"),
    "empty": ("leeg.pdf", b""),
}


@pytest.mark.parametrize("name", GOOD)
def test_check_takes_a_file_that_is_what_it_is_called(name):
    assert (
        uploads.check(SimpleUploadedFile(name, GOOD[name])).mime
        == uploads.KINDS["." + name.lower().rsplit(".")[-1]].mime
    )


@pytest.mark.parametrize(("name", "body"), BAD.values(), ids=BAD)
def test_check_refuses_what_is_not_what_it_is_called(name, body):
    with pytest.raises(ValidationError):
        uploads.check(SimpleUploadedFile(name, body))


def test_check_says_which_sorts_may_be_added():
    with pytest.raises(ValidationError) as refusal:
        uploads.check(SimpleUploadedFile("programma.exe", b"MZ"))
    assert refusal.value.messages == [f"Bestanden van het soort “.exe” kunt u niet toevoegen. {uploads.ALLOWED}"]


def test_check_refuses_a_file_over_the_limit():
    file = SimpleUploadedFile("groot.pdf", b"%PDF-")
    file.size = uploads.MAX_SIZE + 1
    with pytest.raises(ValidationError) as refusal:
        uploads.check(file)
    assert refusal.value.messages == [uploads.TOO_LARGE]


@pytest.mark.django_db
def test_store_keeps_the_bytes_under_a_name_that_tells_nothing():
    user = factories.UserFactory()
    stored = uploads.store(SimpleUploadedFile("Verslag Jansen.PDF", GOOD["besluit.pdf"]), by=user)
    assert (stored.name, stored.mime, stored.size, stored.by) == ("Verslag Jansen.pdf", "application/pdf", 15, user)
    assert stored.key.startswith("bijlagen/")
    assert "Jansen" not in stored.key
    with default_storage.open(stored.key) as file:
        assert file.read() == GOOD["besluit.pdf"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("..\\..\\etc\\plan.pdf", "plan.pdf"),
        ("a" * 250 + ".pdf", "a" * 150 + ".pdf"),
        ("plan\r\nSet-Cookie: x.pdf", "planSet-Cookie: x.pdf"),
    ],
)
def test_store_cleans_the_name_that_is_shown(given, shown):
    file = SimpleUploadedFile("x.pdf", GOOD["besluit.pdf"])
    file._name = given
    assert uploads.store(file, by=factories.UserFactory()).name == shown


@pytest.mark.django_db
def test_discard_deletes_the_row_and_then_the_file(django_capture_on_commit_callbacks):
    stored = uploads.store(SimpleUploadedFile("besluit.pdf", GOOD["besluit.pdf"]), by=factories.UserFactory())
    with django_capture_on_commit_callbacks(execute=True):
        uploads.discard(stored)
    assert not StoredFile.objects.exists()
    assert not default_storage.exists(stored.key)
