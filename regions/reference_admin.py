"""Reference rows in the administration: what an administrator changes there stays, whatever the files say."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from ghnt.accounts.administration import ForAdministrators
from regions.reference.tables import mark_own


class ReferenceAdmin(ForAdministrators, admin.ModelAdmin):
    list_per_page = 50

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        if form.has_changed():
            mark_own(obj)
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        for inline in formset.forms:
            if inline.has_changed():
                mark_own(inline.instance)
        super().save_formset(request, form, formset, change)
