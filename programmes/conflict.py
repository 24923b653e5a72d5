"""What to show somebody whose edit lost the race: both texts of every field that differs, who was first and when."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ghnt.ui.editing import Versioned


def answer_conflict(
    request: HttpRequest, form: forms.BaseForm, current: Versioned, more: tuple[str, str] = ("", "")
) -> HttpResponse:
    """Status 409 with both texts and a link to the form as it stands now.

    `more` are texts beside the form's, mine and theirs, such as the rows of a formset.
    """
    mine, theirs = (
        "\n\n".join(filter(None, texts)) for texts in zip(_differing_texts(form, current), more, strict=True)
    )
    context = {"mine": mine, "theirs": theirs, "url": request.get_full_path(), **_author(current)}
    return render(request, "409.html", context, status=409)


def posted_version(request: HttpRequest) -> int:
    """The version that a page without a form of its own saw; one that is left out or made up fits no edited row."""
    seen = request.POST.get("seen_version", "")
    return int(seen) if seen.isdecimal() and len(seen) < 10 else 0


def _differing_texts(form: forms.BaseForm, current: Versioned) -> tuple[str, str]:
    mine, theirs = [], []
    stored = forms.model_to_dict(current)
    for name in _names(form, stored):
        field = form.fields[name]
        if (typed := form.cleaned_data.get(name)) is None or not field.has_changed(stored.get(name), form[name].data):
            continue
        kept = getattr(current, name)
        mine.append(f"{field.label}: {_words(typed)}")
        theirs.append(f"{field.label}: {_words(kept)}")
    return "\n\n".join(mine), "\n\n".join(theirs)


def _words(value: Any) -> str:
    """A value in words; of a relation to many, what it points to."""
    if hasattr(value, "all"):
        return ", ".join(map(str, value.all()))
    return "" if value is None else str(value)


def _names(form: forms.BaseForm, stored: dict[str, Any]) -> list[str]:
    """The fields of the form that the row keeps."""
    if isinstance(form, forms.BaseModelForm):
        return [name for name in form._meta.fields or () if name in form.fields]
    return [name for name in form.fields if name in stored]


def _author(current: Versioned) -> dict[str, Any]:
    history = getattr(current, "history", None)
    last = history.select_related("history_user").first() if history is not None else None
    return {"changed_by": last.history_user, "changed_at": last.history_date} if last else {}
