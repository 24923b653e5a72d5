"""Lists of statements: all of them, one with its statements, and changing it as long as nobody uses it."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Q
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, ListView, TemplateView, View

from ghnt import clock
from ghnt.ui.editing import EditConflictError
from programmes.conflict import answer_conflict, posted_version
from regions.models import Region
from regions.rights import Right
from reporting.models import ScanList, ScanTheme, Statement
from reporting.question_sets.reading import words_in_force
from reporting.scans import editing
from reporting.scans.forms.lists import NATIONAL, ScanListForm, StatementForm, ThemeForm
from reporting.scans.reading import ListShape, read_list

CHANGED = "Een collega wijzigde deze lijst. Kijk wat er nu staat en probeer het opnieuw."


def list_url(scan_list):
    return reverse("reporting:scan_form_detail", args=[scan_list.code, scan_list.number])


class Lists:
    """National lists are read by everybody who reads a region, a region's own lists by who reads that region."""

    needs_writer = False

    def dispatch(self, request, *args, **kwargs):
        if not request.rights.may_anywhere(Right.READ_REGION):
            raise Http404
        self.exists()
        if self.needs_writer and not self.may_write:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def exists(self):
        """What the address names is looked up before any verb is judged."""

    @property
    def readable(self):
        regions = self.request.rights.regions(Right.READ_REGION)
        everywhere = ScanList.objects.select_related("region")
        return everywhere if regions is None else everywhere.filter(Q(region=None) | Q(region__in=regions))

    @cached_property
    def owners(self):
        """For whom the visitor may make a list."""
        rights = self.request.rights
        national = [(NATIONAL, "Alle regio’s")] if rights.may(Right.WRITE_NATIONAL) else []
        held = rights.regions(Right.WRITE_ACTIONS)
        regions = Region.objects.filter(pk__in=held or ())
        return [*national, *((one.slug, f"Alleen regio {one}") for one in regions)]

    @property
    def may_write(self):
        return bool(self.owners)


class ScanListPage(Lists):
    @cached_property
    def scan_list(self):
        return get_object_or_404(self.readable, code=self.kwargs["code"], number=self.kwargs["number"])

    def exists(self):
        _ = self.scan_list

    @cached_property
    def may_write(self):
        return editing.may_edit(self.scan_list, self.request.rights)

    @property
    def page_url(self):
        return list_url(self.scan_list)

    def get_context_data(self, **kwargs):
        return super().get_context_data(scan_list=self.scan_list, audience=self.audience, **kwargs)

    @property
    def audience(self):
        region = self.scan_list.region
        return f"regio {region}, haar gemeenten en het landelijk team" if region else "alle regio’s en hun gemeenten"

    def done(self, message, anchor=""):
        messages.success(self.request, message)
        return HttpResponseRedirect(self.page_url + (f"#{anchor}" if anchor else ""))

    def refused(self, message):
        messages.error(self.request, message)
        return HttpResponseRedirect(self.page_url)


class ScanLists(Lists, ListView):
    template_name = "reporting/scan_form_list.html"
    paginate_by = 50

    def get_queryset(self):
        counts = {
            "uses": Count("rounds", distinct=True),
            "statement_count": Count("themes__statements", distinct=True),
        }
        return self.readable.annotate(**counts).order_by("region__name", "name", "-number")

    def get_context_data(self, **kwargs):
        audience = "alle regio’s en hun gemeenten; een eigen lijst alleen die regio"
        context = super().get_context_data(may_write=self.may_write, audience=audience, **kwargs)
        context["lines"] = [(one, list_url(one)) for one in context["object_list"]]
        return context


@dataclass(frozen=True)
class ListPage:
    shape: ListShape
    is_frozen: bool
    may_write: bool

    @property
    def may_change(self):
        return self.may_write and not self.is_frozen

    @property
    def sentence(self):
        themes, statements = len(self.shape.themes), len(self.shape.statements)
        about = "1 onderwerp" if themes == 1 else f"{themes} onderwerpen"
        return f"{statements} {'stelling' if statements == 1 else 'stellingen'} over {about}."


class ScanListDetail(ScanListPage, TemplateView):
    template_name = "reporting/scan_form_detail.html"

    def get_context_data(self, **kwargs):
        page = ListPage(read_list(self.scan_list), self.scan_list.is_frozen, self.may_write)
        return super().get_context_data(page=page, **kwargs)


class ListForms(FormView):
    template_name = "reporting/scan_form_form.html"
    title = submit = ""

    def get_context_data(self, **kwargs):
        return super().get_context_data(title=self.title, **kwargs)

    def form_refused(self, form, error):
        """What was typed stays on screen, beside what to do."""
        if hasattr(error, "error_dict"):
            for name, found in error.message_dict.items():
                form.add_error(name if name in form.fields else None, found)
            return self.form_invalid(form)
        form.add_error(None, error)
        response = self.form_invalid(form)
        response.status_code = 409
        return response


class ScanListCreate(Lists, ListForms):
    needs_writer = True
    form_class = ScanListForm
    title = "Lijst maken"

    def get_form_kwargs(self):
        cancel_url = reverse("reporting:scan_form_list")
        return super().get_form_kwargs() | {
            "owners": self.owners,
            "submit": "Lijst maken",
            "cancel_url": cancel_url,
        }

    def form_valid(self, form):
        owner = form.cleaned_data["owner"]
        region = None if owner == NATIONAL else Region.objects.get(slug=owner)
        try:
            made = editing.make_list(draft=form.draft(), region=region)
        except ValidationError as error:
            return self.form_refused(form, error)
        messages.success(self.request, f"‘{made}’ is gemaakt. Voeg nu de onderwerpen toe.")
        return HttpResponseRedirect(list_url(made))


class EditsList(ScanListPage):
    """Of a list in use the form is not shown: its page says why."""

    needs_writer = True

    def get(self, request, *args, **kwargs):
        if self.scan_list.is_frozen:
            return self.refused(editing.FROZEN)
        return super().get(request, *args, **kwargs)


class PartForms(EditsList, ListForms):
    """A form of the list or a part; with an error of the race it can be sent once more."""

    def form_valid(self, form):
        try:
            return self.save(form, form.cleaned_data["seen_version"] or 0)
        except ValidationError as error:
            return self.form_refused(form, error)
        except EditConflictError as conflict:
            return self.lost_race(form, conflict)

    def lost_race(self, form, conflict):
        form.data = form.data.copy()
        form.data["seen_version"] = conflict.current.version
        wrong = "Een collega wijzigde deze lijst. Uw tekst staat er nog. Sla opnieuw op."
        return self.form_refused(form, ValidationError(wrong))


class ScanListUpdate(PartForms):
    form_class = ScanListForm
    title = "Lijst wijzigen"

    def get_form_kwargs(self):
        own = {"instance": self.scan_list, "submit": "Lijst opslaan", "cancel_url": self.page_url}
        return super().get_form_kwargs() | own

    def lost_race(self, form, conflict):
        return answer_conflict(self.request, form, conflict.current)

    def save(self, form, seen):
        editing.change_list(scan_list=self.scan_list, draft=form.draft(), seen=seen)
        return self.done("De lijst is opgeslagen.")


class ScanListCopy(ScanListPage, View):
    needs_writer = True
    http_method_names = ("post",)

    def post(self, request, **kwargs):
        made = editing.copy_list(source=self.scan_list)
        messages.success(
            request, f"Versie {made.number} staat klaar. Alle stellingen staan erin; u kunt ze nu wijzigen."
        )
        return HttpResponseRedirect(list_url(made))


class PartDelete(EditsList, TemplateView):
    """Asks first: what is deleted here does not come back."""

    template_name = "reporting/scan_form_confirm_delete.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(title=self.title, part=self.part, **kwargs)

    def post(self, request, *args, **kwargs):
        try:
            self.remove(posted_version(request))
        except ValidationError as error:
            return self.refused(" ".join(error.messages))
        except EditConflictError:
            return self.refused(CHANGED)
        messages.success(request, f"‘{self.part}’ is verwijderd.")
        return HttpResponseRedirect(self.after_url)

    @property
    def after_url(self):
        return self.page_url


class ScanListDelete(PartDelete):
    title = "Lijst verwijderen"

    @property
    def part(self):
        return self.scan_list

    @property
    def after_url(self):
        return reverse("reporting:scan_form_list")

    def remove(self, seen):
        editing.remove_list(scan_list=self.scan_list, seen=seen)


class ThemeOf:
    @cached_property
    def part(self):
        themes = ScanTheme.objects.select_related("list")
        return get_object_or_404(themes, list=self.scan_list, key=self.kwargs["theme"])

    def exists(self):
        _ = self.part


class StatementOf:
    @cached_property
    def part(self):
        statements = Statement.objects.select_related("theme__list")
        return get_object_or_404(statements, theme__list=self.scan_list, key=self.kwargs["statement"])

    def exists(self):
        _ = self.part


class PartOfList(PartForms):
    """`part`: what is changed, None for a new one."""

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "scan_list": self.scan_list,
            "part": self.part,
            "submit": self.submit,
            "cancel_url": self.page_url,
            "words": words_in_force(clock.today()),
        }


class ScanThemeCreate(PartOfList):
    part = None
    form_class = ThemeForm
    title = submit = "Onderwerp toevoegen"

    def save(self, form, seen):
        made = editing.add_theme(scan_list=self.scan_list, title=form.cleaned_data["title"], seen=seen)
        return self.done(f"‘{made}’ is toegevoegd. Voeg nu de stellingen toe.", f"onderwerp-{made.key}")


class ScanThemeUpdate(ThemeOf, PartOfList):
    form_class = ThemeForm
    title, submit = "Onderwerp wijzigen", "Onderwerp opslaan"

    def save(self, form, seen):
        editing.change_theme(theme=self.part, title=form.cleaned_data["title"], seen=seen)
        return self.done("Het onderwerp is opgeslagen.", f"onderwerp-{self.part.key}")


class ScanThemeDelete(ThemeOf, PartDelete):
    title = "Onderwerp verwijderen"

    def remove(self, seen):
        editing.remove_theme(theme=self.part, seen=seen)


class StatementCreate(ThemeOf, PartOfList):
    form_class = StatementForm
    title = submit = "Stelling toevoegen"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"part": None}

    def save(self, form, seen):
        made = editing.add_statement(theme=self.part, draft=form.draft(), seen=seen)
        return self.done("De stelling is toegevoegd.", f"stelling-{made.key}")


class StatementUpdate(StatementOf, PartOfList):
    form_class = StatementForm
    title, submit = "Stelling wijzigen", "Stelling opslaan"

    def save(self, form, seen):
        is_other = form.cleaned_data.get("is_other", False)
        editing.change_statement(statement=self.part, draft=form.draft(), is_other=is_other, seen=seen)
        return self.done("De stelling is opgeslagen.")


class StatementDelete(StatementOf, PartDelete):
    title = "Stelling verwijderen"

    def remove(self, seen):
        editing.remove_statement(statement=self.part, seen=seen)


class PartMove(ScanListPage, View):
    needs_writer = True
    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        if self.kwargs["change"] not in {"omhoog", "omlaag"}:
            raise Http404
        try:
            self.move(self.kwargs["change"] == "omhoog", posted_version(request))
        except ValidationError as error:
            return self.refused(" ".join(error.messages))
        except EditConflictError:
            return self.refused(CHANGED)
        return HttpResponseRedirect(self.page_url)


class ScanThemeMove(ThemeOf, PartMove):
    def move(self, up, seen):
        editing.move_theme(theme=self.part, up=up, seen=seen)


class StatementMove(StatementOf, PartMove):
    def move(self, up, seen):
        editing.move_statement(statement=self.part, up=up, seen=seen)
