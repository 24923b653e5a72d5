"""How a PDF is made, whatever layer it belongs to: plain values → template → HTML → PDF/A-2a and PDF/UA-1.

1. The content is a frozen dataclass of plain values (ISO dates, codes), kept as canonical JSON in a table derived from
   `ghnt.documents.models.Rendering`, or in the seal that such a row names. The drawing reads nothing else.
2. A dataclass with everything the page says, `head: Head` among it, is made from that content.
3. A template extends "pdf/base.html" and fills the block `content`; it knows that dataclass as `document`. With a
   `document.cover` of the type Cover there is a cover page (and `document.tiles` on it); without one, the block
   begins with `<h1 class="sheet__title" data-running="…" data-stand="…">`: the words of the running lines.
   `{% block body_class %} class="turned"{% endblock %}` turns every page, `<section class="turned">` those of one part.
   Ready-made parts: pdf/_contents.html, _facts.html, _word.html (a Word of `ghnt.documents.words`), _chart.html,
   _fingerprint.html; styles for tables, facts, charts and text stand in static/src/pdf/. A stylesheet of one's own in
   that folder is linked in the block `stylesheets` as "asset:<name>.css".
4. `draw(template, document, identifier=…)` gives the file, the same bytes for the same arguments; its `engine` names
   the program that drew it and the layout, so that a later drawing with the same engine text has the same bytes.
5. `ghnt.documents.jobs.draws(Model, function)` in AppConfig.ready has the worker make it; the sweep follows by itself.
6. `ghnt.documents.pages` has the views: download, state, once more; "includes/_rendering.html" is what the page shows.

Traps: an inline drawing needs a `<title>`; every table a head row. Icons are classes
`icon-<name>-<tone>` beside a word.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from ghnt.documents.apart import render_apart
from ghnt.documents.assets import document_assets, layout_digest
from ghnt.documents.files import RenderedPdf
from ghnt.documents.icons import icon_assets
from ghnt.ui.svg import in_font

LONG_NAME = 24

Fact = tuple[str, str]


@dataclass(frozen=True)
class Head:
    """What the file says about itself; dates are ISO text, from the data and never from the clock."""

    title: str
    author: str
    subject: str
    created: str
    modified: str
    is_concept: bool
    claim: str = ""  # names the sealed text that it was made of, for who verifies the file


@dataclass(frozen=True)
class Cover:
    """The first page: whose document, what it is, and the facts at its foot. `running` stands below every page."""

    programme: str
    region: str
    kind: str
    period: str
    running: str
    facts: tuple[Fact, ...]

    @property
    def has_long_name(self) -> bool:
        return len(self.region) > LONG_NAME


@dataclass(frozen=True)
class Entry:
    """A line of the contents: a chapter, or a part of the chapter above it."""

    anchor: str
    title: str
    is_part: bool = False


def known(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Those that say something."""
    return tuple((label, value) for label, value in facts if value)


def in_document_font(svg: str) -> SafeString:
    """A drawing of `ghnt.ui.svg` with the families that a document has; the pages have other files of the font."""
    return in_font(svg, "Source Sans 3, Source Sans 3 Ext")


def document_html(template: str, document: Any) -> str:
    return render_to_string(template, {"document": document})


def draw(template: str, document: Any, *, identifier: str) -> RenderedPdf:
    """The PDF of a document in a template that extends "pdf/base.html".

    `identifier` names this very document, for instance the fingerprint of its content. Raises RenderingError.
    """
    html = document_html(template, document)
    pdf = render_apart(html, identifier=identifier, assets=document_assets() | icon_assets(html))
    return replace(pdf, engine=f"{pdf.engine}, opmaak {layout_digest()}")
