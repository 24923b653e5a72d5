"""The section Algemeen: a label and a value on each line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from ghnt.ui.text import TAG
from programmes.form_text.dates import read_date
from programmes.form_text.findings import Findings, Line
from programmes.form_text.marked import one_line

SUBJECT, DISTRIBUTION, CONTACT, UNIT = "onderwerp", "verspreiden", "contactpersoon", "eenheid"
EMAIL, REFERENCE, DATE = "e-mail", "kenmerk", "datum"
_ROW = re.compile(
    rf"\s*({SUBJECT}|{DISTRIBUTION}|{CONTACT}|{UNIT}|e[-‑ ]?mail(?:adres)?|{REFERENCE}|{DATE})"
    r" *(?:[:\t]|  |$)[\s:]*(.*)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass
class General:
    texts: dict[str, str] = field(default_factory=dict)
    may_distribute: bool | None = None
    date: date | None = None


def read_general(lines: list[Line], findings: Findings) -> General:
    general = General()
    for line in lines:
        label, value = _label_and_value(line)
        if not label or (value and general.texts.get(label)):
            findings.keep(line)
        else:
            general.texts[label] = value
            _read_typed(label, value, line, general, findings)
    return general


def _label_and_value(line: Line) -> tuple[str, str]:
    match = _ROW.match(line.raw) or _ROW.match(TAG.sub("", line.raw))
    if not match:
        return "", ""
    label = match[1].casefold()
    return EMAIL if label.startswith("e") and "mail" in label else label, one_line(match[2])


def _read_typed(label: str, value: str, line: Line, general: General, findings: Findings) -> None:
    problem = ""
    if label == DISTRIBUTION and value:
        general.may_distribute = {"ja": True, "nee": False}.get(value.rstrip(".").casefold())
        if general.may_distribute is None:
            problem = _("‘%s’ is geen ja of nee. Kies zelf of het voorstel verspreid mag worden.") % value
    elif label == DATE and value:
        general.date, problem = read_date(value)
    if problem:
        findings.problems.append(f"{_('Algemeen')}, {label}: {problem}")
    if problem or (label == DATE and value and general.date is None):
        findings.keep(line)
