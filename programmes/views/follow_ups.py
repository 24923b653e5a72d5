"""Actiepunten of a region's meetings: the list, its workbook, changing one, saying that it is done."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, ListView, View

from ghnt.documents.workbook import workbook_response
from ghnt.ui.editing import EditConflictError
from programmes import follow_ups
from programmes.conflict import answer_conflict
from programmes.forms.follow_ups import FollowUpDoneForm, FollowUpFilter, FollowUpForm
from programmes.models import FollowUp
from programmes.views.decision_pages import DecisionPage

AUDIENCE = "de regio, haar gemeenten en het landelijk team; een actiepunt bij een voorstel alleen voor wie dat leest"


@dataclass(frozen=True)
class FollowUpListPage:
    filter_form: FollowUpFilter
    result: str
    audience: str
    editable: frozenset[int]
    workbook_url: str
    is_filtered: bool


class FollowUps(DecisionPage):
    @cached_property
    def filter_form(self):
        return FollowUpFilter(self.request.GET, region=self.region)

    @cached_property
    def rows(self):
        return follow_ups.chosen(self.rights, self.region, self.filter_form.choice)


class FollowUpList(FollowUps, ListView):
    template_name = "programmes/follow_up_list.html"
    paginate_by = 25

    def get_queryset(self):
        return self.rows

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        shown = [row.pk for row in context["page_obj"]]
        editable = FollowUp.objects.editable_by(self.rights, self.region).filter(pk__in=shown)
        url = reverse("programmes:follow_up_workbook", args=[self.region.slug])
        query = self.request.GET.urlencode()
        count = context["paginator"].count
        context["page"] = FollowUpListPage(
            filter_form=self.filter_form,
            result="1 actiepunt" if count == 1 else f"{count} actiepunten",
            audience=AUDIENCE,
            editable=frozenset(editable.values_list("pk", flat=True)),
            workbook_url=f"{url}?{query}" if query else url,
            is_filtered=self.filter_form.choice != follow_ups.FollowUpChoice(),
        )
        return context


class FollowUpWorkbook(FollowUps, View):
    def get(self, request, *args, **kwargs):
        sheet = follow_ups.follow_up_sheet(self.rows)
        about = (f"Actiepunten van vergaderingen, regio {self.region}",)
        return workbook_response(f"actiepunten-{self.region.slug}", [sheet], about=about)


class FollowUpPage(DecisionPage, FormView):
    """A form about one actiepunt, for who records for its meeting."""

    template_name = "programmes/follow_up_form.html"

    @cached_property
    def follow_up(self):
        rows = FollowUp.objects.visible_to(self.rights, self.region).select_related("meeting__body")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        follow_up = self.follow_up
        if not FollowUp.objects.editable_by(self.rights, self.region).filter(pk=follow_up.pk).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def list_url(self):
        return reverse("programmes:follow_up_list", args=[self.region.slug])

    def get_form_kwargs(self):
        own = {"instance": self.follow_up, "region": self.region, "cancel_url": self.list_url}
        return super().get_form_kwargs() | own

    def get_context_data(self, **kwargs):
        return super().get_context_data(follow_up=self.follow_up, title=self.title, **kwargs)

    def form_valid(self, form):
        try:
            self.save(form, form.cleaned_data["seen"] or 0)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        return HttpResponseRedirect(self.list_url)


class FollowUpUpdate(FollowUpPage):
    form_class = FollowUpForm
    title = "Actiepunt wijzigen"

    def save(self, form, seen):
        follow_ups.change_follow_up(follow_up=form.save(commit=False), seen=seen)
        messages.success(self.request, "Actiepunt opgeslagen.")


class FollowUpDone(FollowUpPage):
    form_class = FollowUpDoneForm
    title = "Actiepunt afdoen"

    def save(self, form, seen):
        said = form.cleaned_data
        done = follow_ups.finish(follow_up=self.follow_up, done_on=said["done_on"], answer=said["answer"], seen=seen)
        messages.success(self.request, "Actiepunt afgedaan." if done.is_done else "Het actiepunt staat weer open.")
