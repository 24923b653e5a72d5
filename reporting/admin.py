"""The questions and the state of PDF jobs, to look at. What regions report is not the administrator's to read."""

from django.contrib import admin

from ghnt.accounts.administration import ReadOnly
from reporting.models import Question, QuestionSet, ReportRendering


class QuestionInline(ReadOnly, admin.TabularInline):
    model = Question
    fields = ("section", "order", "key", "kind", "text", "is_required")


@admin.register(QuestionSet)
class QuestionSetAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("name", "number")
    search_fields = ("name",)
    inlines = (QuestionInline,)


@admin.register(ReportRendering)
class ReportRenderingAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("report_version", "state", "tries", "asked_at", "done_at", "pages")
    list_select_related = ("report_version__report__region", "report_version__report__round")
    list_filter = ("state",)
    search_fields = ("report_version__report__region__name",)
    fields = ("report_version", "state", "tries", "error", "asked_at", "done_at", "pages", "engine", "sha256")
