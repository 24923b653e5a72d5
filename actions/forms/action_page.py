"""The whole form of an action: its fields, three formsets, what is folded, and one summary of what went wrong."""

from dataclasses import dataclass, field

from django.forms import BaseFormSet
from django.forms.boundfield import BoundField
from django.utils.functional import cached_property

from actions.changes import plan_of
from actions.forms.action import ActionForm
from actions.forms.rows import cost_forms, milestone_forms, partner_forms
from ghnt.ui.templatetags.nlds import all_error_links, error_links
from regions.forms import organisation_choices


@dataclass(frozen=True)
class Part:
    """A folded part of the form: fields, or the rows of a formset. Open when something in it is wrong or was typed.

    What is filled in already is counted in the title: the form of a full action stays short.
    """

    key: str
    title: str
    hint: str
    is_open: bool
    amount: int = 0
    fields: tuple[BoundField, ...] = ()
    formset: BaseFormSet | None = None
    item: str = ""
    find: str = ""  # the label of a field that narrows a long list
    general: list[str] = field(default_factory=list)


class ActionForms:
    """Everything that one page asks about an action; valid together or not at all."""

    def __init__(self, action, *, data=None, titles, rights, initial=None):
        self.action = action
        choices = organisation_choices(action.programme.region)
        self.form = ActionForm(data, instance=action, initial=initial, titles=titles, rights=rights, choices=choices)
        self.partners = partner_forms(action, data, choices)
        self.milestones = milestone_forms(action, data)
        self.costs = cost_forms(action, data)

    @cached_property
    def formsets(self):
        return (self.partners, self.milestones, self.costs)

    @property
    def all(self):
        """The forms in which something may be wrong, for the title of the page."""
        return [self.form, *self.formsets]

    @property
    def _posted(self):
        return [formset for formset in self.formsets if formset.is_bound]

    def is_valid(self):
        return all([self.form.is_valid(), *(formset.is_in_order for formset in self.formsets)])

    def values(self):
        """What the formsets and lists say, for `add_action` and `change_action`. New organisations are made here."""
        form = self.form
        return {
            "measures": form.cleaned_data["measures"],
            "blocks": form.cleaned_data["blocks"],
            "remarks": form.chosen_remarks(),
            "partners": self.partners.values(),
            "milestones": self.milestones.values(),
            "costs": self.costs.values(),
        }

    def texts(self):
        """What was typed in the rows, to show beside what stands there now."""
        kept = [form.cleaned_data for formset in self._posted for form in formset.kept_forms()]
        values = [[value for name, value in data.items() if value and name not in ("pk", "DELETE")] for data in kept]
        return "\n".join("; ".join(map(str, value)) for value in values)

    def texts_now(self, current):
        plan = plan_of(current)
        return "\n".join(plan[name] for name in ("partners", "milestones", "money") if plan[name])

    @property
    def error_links(self):
        if not self.form.is_bound:
            return []
        return [*error_links(self.form), *(link for formset in self._posted for link in all_error_links(formset))]

    @property
    def general_errors(self):
        return [error for formset in self._posted for error in formset.non_form_errors()]

    @property
    def who(self):
        return [self.form[name] for name in ("puller", "new_puller", "puller_contact")]

    @property
    def reason(self):
        return [self.form[name] for name in ("reason_kind", "reason_text")] if self.form.has_reason else []

    @property
    def parts(self):
        """The folded parts; a list without anything to choose from is left out."""
        return tuple(part for part in self._parts() if not part.find or part.fields[0].field.choices)

    def _parts(self):
        return (
            self._fields("eigenaar", "Bestuurlijk eigenaar", "", "owner", "new_owner"),
            self._rows("partners", "Partners", "Wie doet mee, en waarvoor is elk verantwoordelijk?", "Partner"),
            self._rows("milestones", "Mijlpalen", "Wat moet er wanneer klaar zijn?", "Mijlpaal"),
            self._rows(
                "costs",
                "Kosten en dekking",
                "Wat kost het per jaar, en wie betaalt? Zonder bedrag: p.m.",
                "Regel",
            ),
            self._fields("maatregelen", "Landelijke maatregelen", "", "measures", find="Maatregel zoeken"),
            self._fields(
                "bouwstenen",
                "Eigen landelijke bouwstenen",
                "Vul dit alleen in als deze actie bij andere bouwstenen hoort dan haar onderdeel.",
                "blocks",
                find="Bouwsteen zoeken",
            ),
            self._fields(
                "opmerkingen",
                "Opmerkingen van overleggen",
                "Doet deze actie iets met een opmerking bij een besluit? Zet daar een vinkje.",
                "remarks",
                find="Opmerking zoeken",
            ),
        )

    def _fields(self, key, title, hint, *names, find=""):
        fields = tuple(self.form[name] for name in names)
        filled = [one.value() for one in fields if one.value()]
        typed = set(self.form.changed_data) & set(names) if self.form.is_bound else set()
        is_open = bool(typed) or any(one.errors for one in fields)
        amount = len(filled[0]) if find and filled else len(filled)
        return Part(key, title, hint, is_open, amount, fields, find=find)

    def _rows(self, name, title, hint, item):
        formset = getattr(self, name)
        is_open = bool(formset.is_bound and (formset.total_error_count() or formset.has_changed()))
        return Part(name, title, hint, is_open, formset.initial_form_count(), formset=formset, item=item)
