"""What to show somebody whose edit lost the race: both texts of every field that differs, who was first and when."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ghnt.ui.editing import Versioned


def answer_conflict(request: HttpRequest, form: forms.BaseModelForm, current: Versioned) -> HttpResponse:
    """Status 409 with both texts and a link to the form as it stands now."""
    mine, theirs = _differing_texts(form, current)
    context = {"mine": mine, "theirs": theirs, "url": request.get_full_path(), **_author(current)}
    return render(request, "409.html", context, status=409)


def _differing_texts(form: forms.BaseModelForm, current: Versioned) -> tuple[str, str]:
    mine, theirs = [], []
    stored = forms.model_to_dict(current)
    for name in form._meta.fields or ():
        field = form.fields[name]
        if (typed := form.cleaned_data.get(name)) is None or not field.has_changed(stored.get(name), form[name].data):
            continue
        kept = getattr(current, name)
        mine.append(f"{field.label}: {typed}")
        theirs.append(f"{field.label}: {kept if kept is not None else ''}")
    return "\n\n".join(mine), "\n\n".join(theirs)


def _author(current: Versioned) -> dict[str, Any]:
    history = getattr(current, "history", None)
    last = history.select_related("history_user").first() if history is not None else None
    return {"changed_by": last.history_user, "changed_at": last.history_date} if last else {}
