"""Two sets of questions beside each other, and one as a workbook."""

from dataclasses import dataclass

from django.http import Http404
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from ghnt import clock
from ghnt.documents.workbook import workbook_response
from reporting.models import QuestionSet
from reporting.question_sets.differences import Differences, differences
from reporting.question_sets.reading import read_set, words_in_force
from reporting.question_sets.workbook import sheet_of
from reporting.views.question_sets import SetPage


@dataclass(frozen=True)
class DifferencesPage:
    """`others` are the sets that can stand beside it, as (number, name, chosen)."""

    earlier: QuestionSet
    later: QuestionSet
    differences: Differences
    others: tuple[tuple[int, str, bool], ...]


class SetDifferences(SetPage, TemplateView):
    """With the set it was made from, or with any other one: `?met=1`."""

    template_name = "reporting/question_set_differences.html"

    @cached_property
    def others(self):
        return list(QuestionSet.objects.exclude(pk=self.question_set.pk).order_by("-number")[:50])

    @cached_property
    def other(self):
        asked = self.request.GET.get("met", "")
        found = {str(one.number): one for one in self.others}
        if asked and asked not in found:
            raise Http404
        usual = self.question_set.based_on or next(
            (one for one in self.others if one.number < self.question_set.number), None
        )
        return found.get(asked) or usual or (self.others[0] if self.others else None)

    def get_context_data(self, **kwargs):
        return super().get_context_data(page=self.page() if self.other else None, **kwargs)

    def page(self):
        words = words_in_force(clock.today())
        earlier, later = sorted((self.other, self.question_set), key=lambda one: one.number)
        return DifferencesPage(
            earlier,
            later,
            differences(read_set(earlier, words), read_set(later, words)),
            tuple((one.number, str(one), one.pk == self.other.pk) for one in self.others),
        )


class SetWorkbook(SetPage, View):
    http_method_names = ("get", "head")

    def get(self, request, *args, **kwargs):
        text = read_set(self.question_set, words_in_force(clock.today()))
        about = (f"{self.question_set}, versie {self.question_set.number}", text.sentence)
        return workbook_response(f"vragenlijst-{self.question_set.number}", [sheet_of(text)], about=about)
