"""A seal of every schema there ever was is read, shown and drawn."""

import hashlib
import re
from dataclasses import fields, replace
from html import unescape
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from ghnt.documents.sealing import canonical_json
from reporting.content import SCHEMA, ReportContent, read_content
from reporting.pdf.document import report_html, report_pdf
from reporting.screen import screen_of
from tests.documents.reading import text_of
from tests.reporting.sample_content import ACCEPTED, NO_MARKS
from tests.reporting.told_values import missing_from

SEALS = Path(__file__).parent / "seals"
SCHEMAS = range(1, SCHEMA + 1)
# Fingerprints of the text that a reader finds in the PDF: what was sealed says the same for ever.
FINGERPRINTS = {
    1: "870878c7e91f2ec703f598ac1417280b2a6d3afc69a9406a922e79e7068ea89e",
    2: "46f2d267ccffc3524e8b4e3d993db66b311ac67cbf06f39927e225b80ab012bf",
    3: "97316e1f0bcb6d3ef57ec33d59a68ac46e04f6a1bd05444dbcbee3a46566e4ae",
}
SINCE_4 = ("Verbeterpunten uit de scans", "Na dit programma", "Wie het programma leidde")
SINCE_3 = ("Wie werkte mee", "Geen tweede lezer", "Vaststelling per gemeente", "Antwoorden op de vragenlijst")


def sealed(schema: int) -> str:
    return (SEALS / f"schema{schema}.json").read_text()


def words(html: str) -> str:
    """Without the tags, and without the spaces that only lay them out."""
    body = re.sub(r"<head>.*</head>", "", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_a_seal_of_every_schema_is_kept():
    assert sorted(path.name for path in SEALS.glob("*.json")) == [f"schema{schema}.json" for schema in SCHEMAS]


@pytest.mark.parametrize("schema", SCHEMAS)
def test_seal_is_read_as_it_was_sealed(schema):
    content = read_content(sealed(schema))
    assert content.schema == schema
    assert content.region.name == "Gooi en Vechtstreek"
    assert len(content.actions) == 18


def test_seal_of_the_newest_schema_reads_back_to_the_same_text():
    assert canonical_json(read_content(sealed(SCHEMA))) == sealed(SCHEMA)


def test_seal_of_the_newest_schema_leaves_no_field_out():
    """So that the next schema finds a value of each behind it."""
    content = read_content(sealed(SCHEMA))
    empty = [field.name for field in fields(ReportContent) if getattr(content, field.name) in ((), None, "")]
    assert empty == []


@pytest.mark.parametrize("schema", SCHEMAS)
def test_seal_is_shown_on_the_page(schema):
    content = read_content(sealed(schema))
    text = words(render_to_string("reporting/_report.html", {"screen": screen_of(content)}))
    told = replace(content, difference=None)
    assert [one for one in missing_from(text, told) if not one[0].startswith(".tiles")] == []


@pytest.mark.pdf
@pytest.mark.parametrize("schema", SCHEMAS)
def test_seal_is_drawn(schema, assert_accessible_pdf):
    content = read_content(sealed(schema))
    pdf = report_pdf(content, ACCEPTED)
    assert_accessible_pdf(pdf.body)
    assert missing_from(text_of(pdf.body), replace(content, difference=None)) == []


@pytest.mark.parametrize("schema", FINGERPRINTS)
def test_pdf_of_an_old_seal_says_what_it_always_said(schema):
    text = words(report_html(read_content(sealed(schema)), NO_MARKS))
    assert hashlib.sha256(text.encode()).hexdigest() == FINGERPRINTS[schema]
    later = SINCE_4 if schema == 3 else (*SINCE_3, *SINCE_4)
    assert [one for one in later if one in text] == []


@pytest.mark.pdf
def test_seal_drawn_again_gives_equal_bytes_under_an_equal_engine():
    first, second = (report_pdf(read_content(sealed(3)), ACCEPTED) for _ in range(2))
    assert first.engine == second.engine
    assert re.fullmatch(r"WeasyPrint [\d.]+, Pango [\d.]+, opmaak [0-9a-f]{12}", first.engine)
    assert first.body == second.body
