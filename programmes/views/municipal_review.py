"""The municipality's side of reviewing: its bundles, and one bundle to go through."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import ListView, TemplateView

from ghnt import clock
from ghnt.ui.editing import EditConflictError
from programmes.forms.municipal_review import Posted, Problem, ReviewPage, RowForm
from programmes.models import Verdict
from programmes.review import mark_rest_read, react
from programmes.review.reacting import TextChangedError
from programmes.review.reading import bundles_of, read_bundles
from programmes.review.telling import conclusions_in_words
from regions.access import MunicipalityPage
from regions.rights import Right


class MunicipalReviewPage(MunicipalityPage):
    sees = Right.READ_MUNICIPAL_ROWS

    @property
    def audience(self):
        return f"gemeente {self.municipality}, de regio en het landelijk team"

    def bundles(self):
        return bundles_of(self.municipality, self.rights, on=clock.today())

    def get_context_data(self, **kwargs):
        return super().get_context_data(audience=self.audience, **kwargs)


class MunicipalReviewList(MunicipalReviewPage, ListView):
    template_name = "programmes/municipal_review_list.html"
    paginate_by = 25

    def get_queryset(self):
        return self.bundles()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["rows"] = read_bundles(context["page_obj"], self.municipality, self.rights, on=clock.today())
        return context


class MunicipalReview(MunicipalReviewPage, TemplateView):
    """All conclusions of a bundle in one form; a button saves its own conclusion, and whatever was typed elsewhere."""

    template_name = "programmes/municipal_review.html"

    @cached_property
    def bundle(self):
        return get_object_or_404(self.bundles(), pk=self.kwargs["pk"])

    def told(self):
        return read_bundles([self.bundle], self.municipality, self.rights, on=clock.today())[0]

    def get_context_data(self, **kwargs):
        return super().get_context_data(page=self.page(self.told(), {}), **kwargs)

    def page(self, told, problems):
        def forms(rows):
            return tuple(self.row_form(row, problems.get(row.addressee.pk)) for row in rows)

        asked, informed = forms(told.asked), forms(told.informed)
        failed = tuple(form for form in (*asked, *informed) if form.problem)
        return ReviewPage(told, asked, informed, self.may_write, self.may_open, failed)

    @property
    def may_open(self):
        return self.rights.may(Right.READ_REGION, self.bundle.region)

    def row_form(self, row, problem):
        typed = self.request.POST.get(f"text-{row.addressee.pk}") if problem else None
        standing = row.review.text if row.review else ""
        return RowForm(row, self.may_write, standing if typed is None else typed, problem)

    def post(self, request, *args, **kwargs):
        told = self.told()
        if not self.may_write:
            raise PermissionDenied
        posted = self.posted(told)
        problems = {one.row.addressee.pk: problem for one in posted if (problem := self.save(one))}
        if request.htmx and posted:
            return self.answer_row(posted[0].row.addressee.pk, problems)
        return self.answer_page(problems, posted)

    def posted(self, told):
        """The conclusion whose button was used, first; without htmx also those with a text that is not saved yet."""
        marked, verdict = self._marked()
        rows = {row.addressee.pk: row for row in told.rows}
        if marked is not None and marked not in rows:
            raise Http404
        first = [Posted(self.request.POST, rows[marked], verdict)] if marked is not None else []
        if self.request.htmx:
            return first
        others = (Posted(self.request.POST, row) for key, row in rows.items() if key != marked and row.may_react)
        return [*first, *(one for one in others if one.has_new_text)]

    def _marked(self):
        if not (mark := self.request.POST.get("mark")):
            return None, None
        key, _, verdict = mark.partition(":")
        if not key.isdecimal() or len(key) > 15 or verdict not in Verdict:
            raise Http404
        return int(key), Verdict(verdict)

    def save(self, posted):
        """Nothing when it was saved, else why not."""
        try:
            react(addressee=posted.row.addressee, reaction=posted.reaction, by=self.request.user)
        except ValidationError as refusal:
            return Problem(tuple(refusal.messages))
        except EditConflictError as conflict:
            return Problem(theirs=conflict.current)
        except TextChangedError:
            return Problem(changed=True)
        return None

    def answer_row(self, key, problems):
        told = self.told()
        row = next((row for row in told.rows if row.addressee.pk == key), None)
        if row is None:
            raise Http404
        problem = problems.get(key)
        context = {"form": self.row_form(row, problem), "told": told, "municipality": self.municipality}
        context["may_open"] = self.may_open
        if problem is None:
            return render(self.request, "programmes/_review_saved.html", context)
        answer = render(self.request, "programmes/_review_refused.html", context, status=problem.status)
        answer["HX-Reswap"] = "innerHTML"
        return answer

    def answer_page(self, problems, posted):
        if "rest" in self.request.POST:
            self._mark_rest()
        told = self.told()
        if problems:
            page = self.page(told, problems)
            context = super().get_context_data(page=page)
            return self.render_to_response(context, status=page.problems[0].problem.status)
        if posted:
            messages.success(self.request, f"{conclusions_in_words(len(posted)).capitalize()} opgeslagen.")
        return HttpResponseRedirect(self._next_url(told, posted))

    def _mark_rest(self):
        rows = [row for row in self.told().rows if row.is_todo]
        read = {row.addressee.pk: Posted(self.request.POST, row).read for row in rows}
        number = mark_rest_read(addressees=[row.addressee for row in rows], read=read, by=self.request.user)
        messages.success(self.request, f"{conclusions_in_words(number).capitalize()} als gelezen opgeslagen.")
        if number < len(rows):
            messages.warning(self.request, "Een conclusie is zojuist verbeterd. Lees die eerst.")

    def _next_url(self, told, posted):
        """This page, at the first conclusion after the one that was saved that is still to do."""
        url = reverse("programmes:municipal_review", args=[self.municipality.slug, self.bundle.pk])
        keys = [row.addressee.pk for row in told.rows]
        after = keys.index(posted[0].row.addressee.pk) if posted and posted[0].row.addressee.pk in keys else 0
        todo = [row.addressee.pk for row in (*told.rows[after:], *told.rows[:after]) if row.is_todo]
        return f"{url}#conclusie-{todo[0]}" if todo else url
