"""A Word file may give its parts any name: what they hold is looked at, not how they are called."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError

from ghnt.documents.zip_check import MAX_ELEMENTS, STRANGE_XML, TOO_MUCH, check_xml

pytestmark = pytest.mark.sqlite  # who may see what hangs on no database

ENTITIES = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
MANY = b"<a>" + b"<b/>" * (2 * MAX_ELEMENTS + 1) + b"</a>"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (ENTITIES, STRANGE_XML),
        (b"\xef\xbb\xbf" + ENTITIES, STRANGE_XML),
        (b" " * 300_000 + ENTITIES, STRANGE_XML),
        (ENTITIES.decode().encode("utf-16"), STRANGE_XML),
        (MANY, TOO_MUCH),
    ],
)
def test_part_under_another_name_is_read_as_what_it_is(content, words):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.dat", content)
    with pytest.raises(ValidationError) as refused:
        check_xml(file)
    assert refused.value.messages == [words]


def test_a_picture_is_no_xml():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/media/image1.png", b"\x89PNG\r\n\x1a\n" + b"<!DOCTYPE" * 10)
    check_xml(file)
