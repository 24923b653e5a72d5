"""The public pages: what regions released, for everybody. They know no visitor, so that a cache may keep them."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.decorators import method_decorator
from django.views.generic import View

from ghnt.documents.drawing import Fact
from ghnt.documents.serving import download
from ghnt.periods import HalfYear
from ghnt.ui import charts
from reporting.models import PublicRelease
from reporting.pdf.public import facts_of
from reporting.public_content import PublicContent, read_public
from reporting.publishing import current_releases
from reporting.screen import Drawing

KEPT = 300  # seconds that a cache may keep a page
ON_A_PAGE = 30
_PAINTS = {**charts.PHASE_PAINT, None: charts.ASSESSMENT_PAINT[None]}


@dataclass(frozen=True)
class PublicPage:
    content: PublicContent
    half_year: HalfYear
    facts: tuple[Fact, ...]
    drawings: tuple[Drawing, ...]


def public_page(content, *, on):
    """A release as a page; `on` is the day since when it is public."""
    assessments = _drawing(content, "assessments", content.assessment_sentence, "Koers", charts.ASSESSMENT_PAINT)
    phases = _drawing(content, "phases", content.phase_sentence, "Fase", _PAINTS)
    drawings = (assessments, phases) if content.lines else ()
    return PublicPage(content, HalfYear.parse(content.half_year), facts_of(content, on.isoformat()), drawings)


def _drawing(content, name, caption, about, paints):
    rows, legend = [], {}
    for line in content.lines:
        counts = getattr(line, name)
        numbers = {one.code or None: one.number for one in counts}
        labels = {one.code or None: one.label for one in counts}
        legend |= labels
        rows.append(charts.BarRow(f"{line.code} {line.title}", charts.segments(numbers, labels, paints)))
    marks = tuple((charts.legend_mark(paints[code]), legend[code]) for code in paints if code in legend)
    table = charts.bars_table(rows, caption=f"{about} per onderdeel")
    return Drawing(caption, charts.page_bars(rows, title=caption), table, marks)


@method_decorator(login_not_required, name="dispatch")
class PublicView(View):
    http_method_names = ("get", "head")

    def show(self, template, context, *, status=200, etag=""):
        """A page without visitor: no menu, no token, no cookie."""
        answer = HttpResponse(render_to_string(template, context), status=status)
        patch_cache_control(answer, public=True, max_age=KEPT)
        if etag:
            answer["ETag"] = f'"{etag}"'
            return get_conditional_response(self.request, etag=answer["ETag"], response=answer)
        return answer


class PublicList(PublicView):
    def get(self, request):
        releases = current_releases().select_related("report__region", "report__round").defer("content")
        ordered = releases.order_by("-report__round__half_year", "report__region__name", "pk")
        page = Paginator(ordered, ON_A_PAGE).get_page(request.GET.get("page"))
        return self.show("reporting/public_list.html", {"page_obj": page, "request": request})


@method_decorator(login_not_required, name="dispatch")  # its own `dispatch` does not inherit that
class ReleasedView(PublicView):
    """What never was released does not exist; what was withdrawn is gone, with the reason."""

    def dispatch(self, request, *args, slug, code):
        releases = PublicRelease.objects.select_related("withdrawal", "rendering", "report__region", "report__round")
        found = releases.filter(report__region__slug=slug, report__round__code=code).order_by("-number").first()
        if found is None:
            raise Http404
        self.released = found
        if hasattr(found, "withdrawal"):
            return self.show("reporting/public_gone.html", {"release": found}, status=410)
        return super().dispatch(request, *args)

    @property
    def pdf(self):
        rendering = getattr(self.released, "rendering", None)
        return rendering if rendering and rendering.is_done else None


class PublicDetail(ReleasedView):
    def get(self, request):
        release = self.released
        shown = public_page(read_public(release.content), on=timezone.localtime(release.at).date())
        context = {"page": shown, "release": release, "pdf": self.pdf}
        return self.show("reporting/public_detail.html", context, etag=f"{release.sha256}-{int(bool(self.pdf))}")


class PublicPdf(ReleasedView):
    def get(self, request):
        if self.pdf is None:
            raise Http404
        report = self.released.report
        name = f"voortgang-{report.region.slug}-{report.round.code}.pdf"
        answer = download(self.pdf.file, name=name, mime="application/pdf")
        patch_cache_control(answer, public=True, max_age=KEPT)
        return answer
