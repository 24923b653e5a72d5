"""One scan: its front page, a page per theme, a row at a time, finishing, opening again, what was sealed, the PDF."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from ghnt import clock
from ghnt.documents.words import Word
from ghnt.ui.editing import EditConflictError
from programmes.conflict import answer_conflict
from programmes.decision_documents import request_document
from programmes.models import DecisionDocumentKind
from reporting.models import Scan, ScanScore, Statement
from reporting.scans import filling
from reporting.scans.forms.filling import FinishForm, ReopenForm, StatementForm
from reporting.scans.page import front_of, is_answered, scores_of
from reporting.scans.paper import document_of, paper_of
from reporting.scans.reading import read_list
from reporting.scans.sealing import content_of, previous_scores, read_content


class ScanFront:
    generic = TemplateView
    template_name = "reporting/scan_detail.html"
    form = None

    def get_context_data(self, **kwargs):
        subject = self.subject
        front = front_of(subject, self.rights, on=clock.today())
        form = FinishForm(subject=subject) if subject.may.finish and front.is_complete else None
        return super().get_context_data(front=front, form=form, **kwargs)


@dataclass(frozen=True)
class Row:
    statement: Statement
    form: StatementForm
    score: ScanScore | None
    word: Word
    before: Word | None  # of the time before
    save_url: str
    point_url: str
    theirs: ScanScore | None = None
    their_word: Word | None = None

    @property
    def is_answered(self):
        return is_answered(self.score)

    @property
    def errors(self):
        return [str(words) for found in self.form.errors.values() for words in found] if self.form.is_bound else []


@dataclass(frozen=True)
class ThemePage:
    title: str
    place: str  # "Onderwerp 2 van 5"
    rows: tuple[Row, ...]
    next_title: str
    next_url: str
    before_year: str

    @property
    def filled(self):
        return sum(row.is_answered for row in self.rows)

    @property
    def errors(self):
        """(id of the row, words) for the summary on top."""
        return [
            (f"row-{row.statement.pk}", words)
            for row in self.rows
            for words in (["Een collega was u voor. Kies welke tekst u bewaart."] if row.theirs else row.errors)
        ]


class ThemeBase:
    @cached_property
    def shape(self):
        return read_list(self.round.list)

    @cached_property
    def theme(self):
        theme = self.shape.theme(self.kwargs["theme"])
        if theme is None:
            raise Http404
        return theme

    def exists(self):
        return super().exists() and self.theme is not None

    @cached_property
    def scores(self):
        return scores_of(self.subject.scan)

    @cached_property
    def posted(self):
        """The forms of the rows that came along."""
        found = (self._form(one, self.request.POST) for one in self.theme.statements)
        return {form.statement.pk: form for form in found if form.is_posted}

    def _form(self, statement, data=None):
        score = self.scores.get(statement.pk)
        return StatementForm(data, statement=statement, steps=self.shape.steps, score=score)

    def page(self, forms=None, theirs=None):
        forms, theirs = forms or {}, theirs or {}
        themes = self.shape.themes
        at = themes.index(self.theme)
        following = themes[at + 1] if at + 1 < len(themes) else None
        before = previous_scores(self.subject.scan) if self.subject.scan else self._before_the_first()
        rows = tuple(self._row(one, forms, theirs, before) for one in self.theme.statements)
        return ThemePage(
            title=self.theme.title,
            place=f"Onderwerp {at + 1} van {len(themes)}",
            rows=rows,
            next_title=following.title if following else "",
            next_url=self.subject.url("theme", following.theme.key) if following else self.subject.page_url,
            before_year=str(self.round.previous.reference_date.year) if self.round.previous and before else "",
        )

    def _before_the_first(self):
        """The time before, while nothing is filled in yet."""
        return previous_scores(Scan(round=self.round, municipality=self.of_municipality))

    def _row(self, statement, forms, theirs, before):
        score, earlier = self.scores.get(statement.pk), before.get(statement.key)
        other = theirs.get(statement.pk)
        form = forms.get(statement.pk) or self._form(statement)
        if other is not None:
            form.overtaken(other)
        return Row(
            statement,
            form,
            score,
            word=self._word(score),
            before=self._word(earlier) if earlier else None,
            save_url=self.subject.url("statement", self.theme.theme.key, statement.pk),
            point_url=f"{self.subject.note_url}?stelling={statement.pk}",
            theirs=other,
            their_word=self._word(other) if other else None,
        )

    def _word(self, score):
        if score is None:
            return self.shape.word(None)
        return self.shape.word(score.score, not_applicable=score.not_applicable)

    def save(self, forms):
        rows = [form.values for form in forms]
        return filling.save_rows(round=self.round, municipality=self.of_municipality, rows=rows, by=self.request.user)


class ScanTheme(ThemeBase):
    """Read by whoever reads inside the region; sent by who fills in."""

    generic = TemplateView
    template_name = "reporting/scan_theme.html"

    @property
    def writes(self):
        return self.request.method == "POST"

    def get_context_data(self, **kwargs):
        page = kwargs.pop("page", None) or self.page()
        forms = [row.form for row in page.rows if row.form.is_bound]
        return super().get_context_data(page=page, forms=forms, **kwargs)

    def post(self, request, *args, **kwargs):
        touched = [form for form in self.posted.values() if form.is_touched]
        if any(not form.is_valid() for form in touched):
            return self.show_again(touched, 200)
        try:
            saved = self.save(touched)
        except filling.RowsChangedError as lost:
            return self.show_again(touched, 409, lost.current)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return self.show_again(touched, 409)
        words = "Er was niets gewijzigd." if not saved else f"{_count(len(saved))} opgeslagen."
        messages.success(request, words)
        return redirect(self.page().next_url if "verder" in request.POST else request.get_full_path())

    def show_again(self, touched, status, theirs=None):
        """Nothing is saved; what was typed stands in its row, and beside it what a colleague saved."""
        page = self.page({form.statement.pk: form for form in touched}, theirs)
        return self.render_to_response(self.get_context_data(page=page), status=status)


class ScanStatement(ThemeBase):
    """Saves one row. Answers htmx with the message of the row, never with the fields."""

    generic = View
    writes = True
    http_method_names = ("post",)

    def exists(self):
        found = super().exists()
        if all(one.pk != self.kwargs["statement"] for one in self.theme.statements):
            raise Http404
        return found

    def post(self, request, **kwargs):
        form = self.posted.get(kwargs["statement"])
        if form is None:
            raise BadRequest("Van deze rij kwam niets mee.")
        status, answer = self._saved(form)
        if not request.htmx:
            return redirect(self.subject.url("theme", self.theme.theme.key))
        return render(request, "reporting/_scan_row_answer.html", {"form": form, "answer": answer}, status=status)

    def _saved(self, form):
        if not form.is_valid():
            return 422, {"errors": [str(words) for found in form.errors.values() for words in found]}
        try:
            self.save([form])
        except filling.RowsChangedError as lost:
            theirs = lost.current[form.statement.pk]
            return 409, {"theirs": theirs, "word": self._word(theirs)}
        except ValidationError as refusal:
            return 422, {"errors": refusal.messages}
        scan = filling.scan_of(self.round, self.of_municipality)
        score = scan.scores.filter(statement=form.statement).first() if scan else None
        return 200, {"score": score, "at": clock.now()}


class ScanFinish:
    generic = FormView
    writes = True
    http_method_names = ("post",)

    def get_form(self, form_class=None):
        return FinishForm(self.request.POST, subject=self.subject)

    def form_invalid(self, form):
        return self.refused(ValidationError([str(words) for found in form.errors.values() for words in found]))

    def form_valid(self, form):
        said, scan = form.cleaned_data, self.subject.scan
        if scan is None:
            return self.refused(ValidationError("Deze scan is nog niet ingevuld."))
        try:
            version = filling.finish_scan(
                scan=scan, filled_with=said["filled_with"], seen=said["seen_version"] or 0, by=self.request.user
            )
        except ValidationError as error:
            return self.refused(error)
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        return self.done(
            f"De scan is klaar: versie {version.number}. Noteer hieronder wat beter moet.", "verbeterpunten"
        )


class ScanReopen:
    generic = FormView
    writes = True
    template_name = "reporting/scan_reopen.html"

    def get_form(self, form_class=None):
        return ReopenForm(self.request.POST if self.request.method == "POST" else None, subject=self.subject)

    def get(self, request, *args, **kwargs):
        if not self.subject.may.reopen:
            return self.refused(ValidationError("Deze scan is niet klaar, dus al open."))
        return super().get(request, *args, **kwargs)

    def form_valid(self, form):
        said, scan = form.cleaned_data, self.subject.scan
        if scan is None:
            return self.refused(ValidationError("Deze scan is nog niet ingevuld."))
        try:
            filling.reopen_scan(scan=scan, reason=said["reason"], seen=said["seen_version"] or 0)
        except ValidationError as error:
            return self.refused(error)
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        return self.done("De scan is weer open. Rond haar opnieuw af als u klaar bent.")


class ScanVersionDetail:
    """A sealed version, as its PDF says it."""

    generic = TemplateView
    template_name = "reporting/scan_version.html"

    @cached_property
    def version(self):
        if self.subject.scan is None:
            raise Http404
        return get_object_or_404(self.subject.scan.versions, number=self.kwargs["number"])

    def exists(self):
        return super().exists() and self.version is not None

    def get_context_data(self, **kwargs):
        said = read_content(self.version.content)
        document = document_of(paper_of(said, version=self.version.number, on=said.finished_on or said.reference_date))
        return super().get_context_data(version=self.version, document=document, **kwargs)


class ScanPdf:
    """Asks for the PDF: of the last version, or of the scan as it stands when it is not finished."""

    generic = View
    http_method_names = ("post",)

    def post(self, request, **kwargs):
        subject = self.subject
        scan = subject.scan
        if scan is None:
            return self.refused(ValidationError("Deze scan is nog niet ingevuld. Er is nog niets voor een pdf."))
        version = scan.versions.last() if scan.finished_at else None
        said = read_content(version.content) if version else content_of(scan)
        on = said.finished_on if version else clock.today().isoformat()
        rendering = request_document(
            region=self.region,
            kind=DecisionDocumentKind.SCAN,
            content=paper_of(said, version=version.number if version else None, on=on),
            by=request.user,
            municipality=subject.municipality,
        )
        return redirect("programmes:decision_document", self.region.slug, rendering.pk)


def _count(number):
    return "1 antwoord is" if number == 1 else f"{number} antwoorden zijn"
