"""Draws a PDF from HTML: PDF/A-2a and PDF/UA-1 in one file. The only module that touches WeasyPrint.

It runs in a process of its own, see `apart.py`: a document from outside can ask for more time or memory than there is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pydyf
from fontTools.ttLib import TTFont
from weasyprint import HTML, __version__
from weasyprint.text.ffi import pango
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from ghnt.documents.files import Asset, RenderedPdf
from ghnt.documents.printable import printable

# Pango sets the lines: another version may break them elsewhere.
_PANGO = divmod(pango.pango_version(), 100)
ENGINE = f"WeasyPrint {__version__}, Pango {_PANGO[0] // 100}.{_PANGO[0] % 100}.{_PANGO[1]}"


class AssetFetcher(URLFetcher):
    """Serves the named assets and nothing else: no network, no file, no data: address."""

    def __init__(self, assets: Mapping[str, Asset]) -> None:
        super().__init__(allowed_protocols=[], allow_redirects=False)
        self.assets = assets

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        asset = self.assets.get(url.removeprefix("asset:"))
        if asset is None or not url.startswith("asset:"):
            raise ValueError("refused: not a named asset")
        return URLFetcherResponse(url, asset.body, {"Content-Type": asset.mime})


def render_pdf(html: str, *, identifier: str, assets: Mapping[str, Asset]) -> RenderedPdf:
    """The PDF of an HTML text whose head holds title, author, language and dates.

    `identifier` names this very document, for instance the fingerprint of its data.
    The same arguments give the same bytes.
    The HTML refers to assets as `asset:name`; anything else that it asks for is left out.
    """
    fonts = FontConfiguration()
    html = printable(html, _signs_in(assets))
    source = HTML(string=html, base_url="asset:", url_fetcher=AssetFetcher(assets))
    document = source.render(font_config=fonts, pdf_variant="pdf/a-2a")
    body = document.write_pdf(
        pdf_variant="pdf/a-2a",
        pdf_identifier=hashlib.sha256(identifier.encode()).digest()[:16],
        finisher=_finish,
    )
    return RenderedPdf(body, len(document.pages), ENGINE)


def _signs_in(assets: Mapping[str, Asset]) -> set[int]:
    """Every sign that at least one of the fonts can draw."""
    fonts = (TTFont(BytesIO(asset.body), lazy=True) for asset in assets.values() if asset.mime == "font/ttf")
    return {sign for font in fonts for sign in font.getBestCmap()}


def _finish(document: Any, pdf: Any) -> None:
    _give_items_a_body(pdf)
    _declare_accessible(pdf)


def _give_items_a_body(pdf: Any) -> None:
    """PDF/UA wants the paragraphs of a list item inside a body; WeasyPrint puts them straight into the item."""
    items = [one for one in pdf.objects if isinstance(one, pydyf.Dictionary) and one.get("S") == "/LI"]
    for item in items:
        loose = [kid for kid in item["K"] if _element(pdf, kid)["S"] not in ("/Lbl", "/LBody")]
        if not loose:
            continue
        body = pydyf.Dictionary(
            {"Type": "/StructElem", "S": "/LBody", "K": pydyf.Array(loose), "Pg": item["Pg"], "P": item.reference}
        )
        pdf.add_object(body)
        for kid in loose:
            _element(pdf, kid)["P"] = body.reference
        item["K"] = pydyf.Array([*(kid for kid in item["K"] if kid not in loose), body.reference])


def _element(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _declare_accessible(pdf: Any) -> None:
    """Add the identifier of PDF/UA-1 to the metadata: WeasyPrint writes only that of PDF/A."""
    metadata = _element(pdf, pdf.catalog["Metadata"])
    xmp = b"".join(metadata.stream)
    end = xmp.rindex(b"</rdf:RDF>")
    metadata.stream = [xmp[:end] + _ACCESSIBLE.encode() + xmp[end:]]
    metadata.compress = False  # so that any program finds it, without reading the rest of the file


# PDF/A allows a foreign property only when its schema is described beside it.
_ACCESSIBLE = """
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
 <pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
 <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
  <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
  <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
  <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
  <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
   <pdfaProperty:category>internal</pdfaProperty:category>
   <pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
   <pdfaProperty:name>part</pdfaProperty:name>
   <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
  </rdf:li></rdf:Seq></pdfaSchema:property>
 </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
