"""The check itself is checked: veraPDF that cannot read its profiles calls every file valid."""

import pytest
from weasyprint import HTML

from tests import pdf_validation

PAGE = '<html lang="nl"><head><title>Proef</title></head><body><h1>Proef</h1><p>Tekst</p></body></html>'
PDF_UA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>"""
EXTENSION = b"""<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:schema>PDF/UA</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>part</pdfaProperty:description><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType></rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


def pdf_ua_part(document, pdf):
    number = int(pdf.catalog["Metadata"].split()[0])
    stream = pdf.objects[number]
    written = b"".join(stream.stream)
    end = written.rindex(b"</rdf:RDF>")
    stream.stream = [written[:end] + PDF_UA + EXTENSION + written[end:]]


def test_pdf_validation_passes_a_tagged_file(assert_accessible_pdf):
    assert_accessible_pdf(HTML(string=PAGE).write_pdf(pdf_variant="pdf/a-2a", finisher=pdf_ua_part))


def test_pdf_validation_refuses_a_plain_file_on_both_standards(assert_accessible_pdf):
    plain = HTML(string=PAGE).write_pdf()
    assert {failure.flavour for failure in pdf_validation.validate(plain)} == {
        "2a",
        "ua1",
    }
    with pytest.raises(AssertionError, match=r"\[ua1 6\.2-1\]"):
        assert_accessible_pdf(plain)


def test_pdf_validation_does_not_call_a_broken_file_valid(assert_accessible_pdf):
    with pytest.raises(RuntimeError, match="Couldn't parse stream"):
        assert_accessible_pdf(b"geen pdf")
