"""What changed, in one sentence."""

from __future__ import annotations

from reporting.content import Change
from reporting.difference.kinds import ChangeKind
from reporting.difference.things import Subject

_LISTS = {"partners", "measures", "municipalities", "centres", "accountable", "cover"}


def sentence_of(change: Change) -> str:
    """What changed, in one sentence; "" when another change of the same thing says it already."""
    if change.is_whole:
        return _whole(change)
    if change.is_text:
        return _text(change)
    if change.subject == Subject.ACTION:
        return _of_action(change)
    if change.subject == Subject.ADOPTION or change.field == "text":
        return _plain("", change)
    return _plain(change.label, change)


def _whole(change: Change) -> str:
    if change.subject == Subject.ACTION:
        if change.comes:
            return f"Nieuw: {change.became}." if change.became else "Nieuw."
        return f"Niet meer in de rapportage, was: {change.was}." if change.was else "Niet meer in de rapportage."
    if change.subject == Subject.LINE:
        return "Nieuw onderdeel." if change.comes else "Geen onderdeel meer."
    return "Nieuw in deze rapportage." if change.comes else "Staat niet meer in de rapportage."


def _text(change: Change) -> str:
    name = "" if change.field == "text" else f"{change.label} "
    if not change.was:
        words = f"{name}nieuw, {change.became}."
    elif not change.became:
        words = f"{name}weggehaald, was {change.was}."
    else:
        words = f"{name}anders: was {change.was}, is nu {change.became}."
    return words[0].upper() + words[1:]


def _of_action(change: Change) -> str:
    if change.field == "assessment" and change.kind in (ChangeKind.FINISHED, ChangeKind.GONE):
        return ""
    if change.field in {"phase", "assessment"} and change.was and change.became:
        return f"Van {change.was} naar {change.became}."
    if change.field == "title":
        return f"Heette: {change.was}."
    if change.field == "end":
        return f"Einddatum van {change.was or 'geen einddatum'} naar {change.became or 'geen einddatum'}."
    return _plain(change.label, change)


def _plain(label: str, change: Change) -> str:
    name = f"{label} " if label else ""
    if change.field in _LISTS:
        came = f"{name}erbij: {change.became}. " if change.became else ""
        went = f"{name}eraf: {change.was}. " if change.was else ""
        words = (came + went).strip() or f"{name}in een andere volgorde."
    elif not change.was:
        words = f"{name}nu: {change.became}."
    elif not change.became:
        words = f"{name}niet meer ingevuld, was: {change.was}."
    else:
        words = f"{name}van {change.was} naar {change.became}."
    return words[0].upper() + words[1:]
