"""Pages of what the municipalities say to a version of the programme: all of them together."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, View

from ghnt import clock
from ghnt.documents.workbook import workbook_response
from ghnt.ui.editing import EditConflictError
from programmes import municipal_acts
from programmes.conflict import answer_conflict
from programmes.forms.adoption import MatrixFilterForm, PatternForm
from programmes.models import AdoptionPlan, CouncilMotion, ProgrammeVersion
from programmes.municipal_acts import ActLine, ActsSummary, Pattern
from programmes.municipal_acts.matrix import Matrix, matrix_of, sheets
from programmes.municipal_acts.motions import changes_of
from programmes.municipal_acts.patterns import USUAL
from programmes.views.programme import ProgrammePage
from regions.rights import Right


@dataclass(frozen=True)
class Address:
    """Where the pages of one version stand, each with what names another programme than the running one."""

    slug: str
    number: int
    in_view: str

    def of(self, name, *args):
        return reverse(f"programmes:{name}", args=[self.slug, self.number, *args]) + self.in_view

    @property
    def list(self):
        return self.of("adoption_list")

    @property
    def dates(self):
        return self.of("adoption_dates")

    @property
    def workbook(self):
        return self.of("adoption_workbook")

    @property
    def dossier(self):
        return self.of("dossier_link_list")


class ActPage(ProgrammePage):
    @cached_property
    def version(self):
        versions = ProgrammeVersion.objects.select_related("programme__region").defer("content")
        return get_object_or_404(versions, programme=self.programme, number=self.kwargs["number"])

    @cached_property
    def lines(self):
        return municipal_acts.acts_of(self.version, self.rights)

    @property
    def address(self):
        return Address(self.region.slug, self.version.number, self.in_view)

    @property
    def may_set_all(self):
        return self.rights.may(Right.WRITE_MUNICIPAL_ROWS, self.region)

    def dispatch(self, request, *args, **kwargs):
        self.version  # noqa: B018  an unknown version does not exist, whatever the visitor may
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(version=self.version, address=self.address, **kwargs)


@dataclass(frozen=True)
class ActsPage:
    summary: ActsSummary
    whole: Matrix
    shown: Matrix
    plan: AdoptionPlan | None
    changes: list[CouncilMotion]
    filter_form: MatrixFilterForm
    result: str
    active_filters: tuple[dict[str, str], ...]
    may_make_links: bool
    own: ActLine | None  # of the officer who looks

    @property
    def late(self):
        return self.whole.late


class AdoptionList(ActPage, FormView):
    """To read for all; who writes all rows also chooses one way of adopting for all municipalities."""

    template_name = "programmes/adoption_list.html"
    form_class = PatternForm

    @cached_property
    def plan(self):
        return municipal_acts.plan_of(self.version)

    def get_form_kwargs(self):
        own = {"municipalities": [line.municipality for line in self.lines], "plan": self.plan}
        return {**super().get_form_kwargs(), **own}

    def get_context_data(self, **kwargs):
        form = kwargs.pop("form", None) or self.get_form()
        return super().get_context_data(acts=self._acts(), form=form if self.may_set_all else None, **kwargs)

    def _acts(self):
        whole = matrix_of(self.version, self.lines, on=clock.today())
        filters = MatrixFilterForm(self.request.GET, columns=whole.columns)
        chosen = filters.cleaned_data if filters.is_valid() else {}
        shown = whole.chosen(standing=chosen.get("stand", ""), step=chosen.get("stap", ""))
        return ActsPage(
            summary=municipal_acts.summarise(self.lines),
            whole=whole,
            shown=shown,
            plan=self.plan,
            changes=changes_of(self.version),
            filter_form=filters,
            result=f"{len(shown.rows)} van {len(whole.rows)} gemeenten",
            active_filters=tuple(self._active(filters, chosen)),
            may_make_links=self.rights.may(Right.ADOPT_PROGRAMME, self.region),
            own=None if self.may_set_all else next((line for line in self.lines if line.may_write), None),
        )

    def _active(self, form, chosen):
        for name, value in chosen.items():
            if value:
                query = self.request.GET.copy()
                query.pop(name)
                label = dict(form.fields[name].choices)[value]
                yield {"label": f"{form.fields[name].label}: {label}", "url": f"?{query.urlencode()}"}

    def post(self, request, *args, **kwargs):
        if not self.may_set_all:
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        data = form.cleaned_data
        pattern = Pattern(data["pattern"])
        own = {name: data[name] for name in ("acting", "description", "own_steps", "seen_version")}
        try:
            number = municipal_acts.set_for_all(version=self.version, pattern=pattern, **own)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        of_all = "1 gemeente" if number == 1 else f"{number} gemeenten"
        rest = "" if pattern in USUAL else " Pas per gemeente aan wat daar nodig is."
        messages.success(self.request, f"Ingesteld voor {of_all}.{rest}")
        return redirect(self.address.list)


class AdoptionWorkbook(ActPage, View):
    """Everything, whatever the filters on the page were."""

    def get(self, request, **kwargs):
        matrix = matrix_of(self.version, self.lines, on=clock.today())
        about = (f"Vaststelling door gemeenten, regio {self.region}", f"{self.programme}, versie {self.version.number}")
        name = f"vaststelling-{self.region.slug}-versie-{self.version.number}"
        return workbook_response(name, sheets(self.version, matrix), about=about)
