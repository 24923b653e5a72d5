"""Toezeggingen to the councils of a region: list, form, bin, workbook; and a municipality's own page of decisions."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from ghnt import clock
from ghnt.documents.workbook import workbook_response
from ghnt.ui.editing import EditConflictError
from programmes import council_promises
from programmes.conflict import answer_conflict
from programmes.council_promises import PromiseState
from programmes.forms.council_promises import PromiseFilterForm, PromiseForm
from programmes.models import CouncilPromise
from programmes.views.programme import AUDIENCE
from regions.access import RegionPage
from regions.models import Municipality

ON_A_PAGE = 50


@dataclass(frozen=True)
class PromiseLine:
    promise: CouncilPromise
    state: PromiseState
    may_write: bool


class PromisePage(RegionPage):
    @cached_property
    def own(self):
        """The municipalities for which the visitor writes."""
        return council_promises.own_municipalities(self.rights, self.region, on=clock.today())

    @property
    def list_url(self):
        return reverse("programmes:promise_list", args=[self.region.slug])

    @cached_property
    def filter_form(self):
        has_one = CouncilPromise.objects.present().filter(region=self.region)
        with_promises = Municipality.objects.filter(pk__in=has_one.values("municipality"))
        return PromiseFilterForm(self.request.GET, municipalities=list(with_promises))

    def asked(self):
        chosen = self.filter_form.cleaned_data if self.filter_form.is_valid() else {}
        return council_promises.promises_of(
            self.region,
            on=clock.today(),
            state=chosen.get("stand", ""),
            municipality=chosen.get("gemeente"),
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(audience=AUDIENCE, list_url=self.list_url, **kwargs)


@dataclass(frozen=True)
class PromiseListPage:
    lines: tuple[PromiseLine, ...]
    filter_form: PromiseFilterForm
    result: str
    workbook_url: str
    may_add: bool
    is_empty: bool


class PromiseList(PromisePage, TemplateView):
    template_name = "programmes/promise_list.html"

    def get_context_data(self, **kwargs):
        today = clock.today()
        page = Paginator(self.asked(), ON_A_PAGE).get_page(self.request.GET.get("page"))
        total = CouncilPromise.objects.present().filter(region=self.region).count()
        own = {one.pk for one in self.own}
        lines = tuple(
            PromiseLine(one, council_promises.state_of(one, on=today), one.municipality_id in own or self._may(one))
            for one in page
        )
        shown = PromiseListPage(
            lines=lines,
            filter_form=self.filter_form,
            result=f"{page.paginator.count} van {total} toezeggingen",
            workbook_url=self._workbook_url(),
            may_add=bool(self.own),
            is_empty=total == 0,
        )
        return super().get_context_data(page=shown, page_obj=page, **kwargs)

    def _may(self, promise):
        """Of a municipality that ended, somebody who writes for the one it went into may too."""
        today = clock.today()
        return not promise.municipality.is_valid(today) and council_promises.may_write(promise, self.rights, on=today)

    def _workbook_url(self):
        kept = [(name, value) for name, value in self.request.GET.items() if name in self.filter_form.fields and value]
        url = reverse("programmes:promise_workbook", args=[self.region.slug])
        return f"{url}?{urlencode(kept)}" if kept else url


class PromiseWorkbook(PromisePage, View):
    def get(self, request, **kwargs):
        sheet = council_promises.sheet(self.asked(), on=clock.today())
        about = (f"Toezeggingen aan raden, regio {self.region}",)
        return workbook_response(f"toezeggingen-{self.region.slug}", [sheet], about=about)


class PromiseForms(PromisePage, FormView):
    """A new promise, or the one in the address."""

    form_class = PromiseForm
    template_name = "programmes/promise_form.html"

    @cached_property
    def promise(self):
        if "pk" not in self.kwargs:
            return None
        present = CouncilPromise.objects.present().filter(region=self.region).select_related("municipality")
        return get_object_or_404(present, pk=self.kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        promise = self.promise if self.region else None
        if not (council_promises.may_write(promise, self.rights, on=clock.today()) if promise else self.own):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        offered = [*self.own, *([self.promise.municipality] if self.promise else [])]
        promise = self.promise or CouncilPromise(region=self.region)
        own = {"instance": promise, "municipalities": offered, "cancel_url": self.list_url}
        return {**super().get_form_kwargs(), **own}

    def get_context_data(self, **kwargs):
        return super().get_context_data(promise=self.promise, **kwargs)

    def form_valid(self, form):
        seen = form.cleaned_data["seen_version"]
        try:
            council_promises.save_promise(promise=form.instance, seen_version=seen)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        messages.success(self.request, "De toezegging is opgeslagen.")
        return redirect(self.list_url)


class PromiseRemove(PromiseForms):
    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        council_promises.remove_promise(promise=self.promise, by=request.user)
        messages.success(request, "De toezegging ligt dertig dagen in de prullenbak.")
        return redirect(self.list_url)
