"""A whole form: which section says what."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from programmes.form_text import general as rows
from programmes.form_text.findings import Findings, Line
from programmes.form_text.general import General, read_general
from programmes.form_text.headings import ATTACHMENTS, DECISIONS, EXPLANATION, GENERAL, ROUTE
from programmes.form_text.layouts import laid_out
from programmes.form_text.marked import marked_text
from programmes.form_text.numbered import read_numbered
from programmes.form_text.parsed import ParsedForm
from programmes.form_text.route import read_steps
from programmes.form_text.tabs import Sections, cells_of, split_sections


def parse_form(source: str) -> ParsedForm:
    """Read a pasted proposal form.

    Raises ValidationError, in Dutch, when the text is too large or no proposal form.
    """
    findings = Findings()
    sections = split_sections(laid_out(source), findings)
    general = read_general(sections[GENERAL], findings)
    _refuse_other_text(sections, general)
    decisions = read_numbered(sections[DECISIONS], findings)
    steps = read_steps(sections[ROUTE], findings)
    explanation = _read_explanation(sections[EXPLANATION], findings)
    attachments = read_numbered(sections[ATTACHMENTS], findings)
    return ParsedForm(
        subject=general.texts.get(rows.SUBJECT, ""),
        may_distribute=general.may_distribute,
        contact=general.texts.get(rows.CONTACT, ""),
        unit=general.texts.get(rows.UNIT, ""),
        email=general.texts.get(rows.EMAIL, ""),
        reference=general.texts.get(rows.REFERENCE, ""),
        date=general.date,
        explanation=explanation,
        decisions=decisions,
        steps=steps,
        attachments=attachments,
        unrecognised=findings.unrecognised(),
        problems=(*_missing(sections, general), *findings.problems),
    )


def _refuse_other_text(sections: Sections, general: General) -> None:
    if not sections.headings:
        lacking = _("de koppen ‘Algemeen’, ‘Voorstel’ en ‘Behandeling’ ontbreken")
    elif rows.SUBJECT not in general.texts and ROUTE not in sections.headings:
        lacking = _("de regel ‘Onderwerp’ en de kop ‘Behandeling’ ontbreken")
    else:
        return
    raise ValidationError(
        _(
            "Dit is geen voorstelformulier: %(lacking)s. "
            "Kopieer het hele formulier, vanaf ‘Algemeen’, en plak het opnieuw."
        ),
        code="no_form",
        params={"lacking": lacking},
    )


def _missing(sections: Sections, general: General) -> list[str]:
    sentences = []
    if not general.texts.get(rows.SUBJECT):
        sentences.append(_("Algemeen: het onderwerp ontbreekt. Vul het onderwerp zelf in."))
    if ROUTE not in sections.headings:
        sentences.append(_("Behandeling: dit onderdeel ontbreekt. Voeg de overleggen zelf toe."))
    return sentences


def _read_explanation(lines: list[Line], findings: Findings) -> str:
    """Free text; a row of cells in it is no text of this section."""
    text = ""
    for line in lines:
        if "\t" in line.raw and sum(map(bool, cells_of(line.raw))) > 1:
            findings.keep(line)
        else:
            text += ("\n\n" if line.is_after_blank else "\n") + line.raw
    return marked_text(text)
