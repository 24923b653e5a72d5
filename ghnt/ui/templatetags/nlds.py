"""What the form pack `templates/nlds/` needs: kind, input, options and errors of a field."""

from collections.abc import Iterable
from typing import Any

from django import forms, template
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.widgets import Widget
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ghnt.ui.choice_rows import ChoiceRow, ChoiceRows

register = template.Library()

# The words of Django itself; a field with words of its own keeps them.
_UNKNOWN_CHOICE = tuple(
    kind.default_error_messages["invalid_choice"]
    for kind in (forms.ChoiceField, forms.ModelChoiceField, forms.ModelMultipleChoiceField)
)


@register.filter
def widget_kind(field: BoundField) -> str:
    """Which part of the form pack draws this field."""
    widget = field.field.widget
    kinds: list[tuple[type[Widget], str]] = [
        (ChoiceRows, "choice_rows"),
        (forms.CheckboxSelectMultiple, "checkboxes"),
        (forms.RadioSelect, "radios"),
        (forms.CheckboxInput, "checkbox"),
        (forms.Textarea, "textarea"),
        (forms.SelectMultiple, "select"),
        (forms.Select, "select"),
        (forms.FileInput, "file"),
        (forms.MultiWidget, "multi"),
    ]
    return next(
        (kind for widget_class, kind in kinds if isinstance(widget, widget_class)),
        "text",
    )


_CONTROL_CLASSES = {
    "textarea": "utrecht-textarea utrecht-textarea--html-textarea",
    "select": "utrecht-select utrecht-select--html-select",
    "text": "utrecht-textbox utrecht-textbox--html-input",
    "multi": "utrecht-textbox utrecht-textbox--html-input",
}


@register.simple_tag
def form_control(field: BoundField) -> SafeString:
    """The input, with the classes of its kind beside its own; Django adds what aria needs."""
    kind = widget_kind(field)
    names = [_CONTROL_CLASSES.get(kind, ""), field.field.widget.attrs.get("class", "")]
    if field.errors and kind in {"text", "textarea", "select"}:
        names.append(_CONTROL_CLASSES[kind].split()[0] + "--invalid")
    classes = " ".join(name for name in names if name)
    return field.as_widget(attrs={"class": classes} if classes else {})


@register.filter
def option_groups(field: BoundField) -> list[tuple[str, list[dict[str, Any]]]]:
    """The options of radios or check boxes as (group, options); the name of a group may be empty."""
    widget = field.field.widget
    chosen = widget.format_value(field.value())
    groups = widget.optgroups(field.html_name, chosen, {**widget.attrs, "id": field.auto_id})
    return [(name or "", options) for name, options, _index in groups]


@register.filter
def choice_rows(field: BoundField) -> tuple[ChoiceRow, ...]:
    """The rows of a field that asks the same choice of many things."""
    return field.field.widget.drawn(field.html_name, field.value(), field.auto_id)


@register.filter
def error_messages(field: BoundField) -> list[str]:
    """The errors of a field in words that name it: "Dit veld is verplicht" says nothing in the summary."""
    return [words for error in field.errors.as_data() for words in _error_words(field, error)]


def _error_words(field: BoundField, error: ValidationError) -> list[str]:
    if error.code == "required" and error.message == _("This field is required."):
        return [_required_words(field)]
    if error.code == "invalid_choice" and error.message in _UNKNOWN_CHOICE:
        return [f"Kies bij ‘{field.label}’ iets uit de lijst."]
    return list(error.messages)


def _required_words(field: BoundField) -> str:
    match widget_kind(field):
        case "select" | "radios" | "checkboxes":
            return f"Kies een antwoord bij ‘{field.label}’."
        case "checkbox":
            return f"Zet een vinkje bij ‘{field.label}’."
        case "file":
            return f"Kies een bestand bij ‘{field.label}’."
        case _:
            return f"Vul ‘{field.label}’ in."


@register.filter
def error_links(form: forms.BaseForm) -> list[tuple[str, str]]:
    """(id of the input, message) for every error, in the order of the fields, for the summary on top."""
    links = [("", str(error)) for error in form.non_field_errors()]
    for field in form:
        if field.is_hidden:
            links += [("", f"{field.label}: {error}") for error in field.errors]
        else:
            links += [(_first_input(field), message) for message in error_messages(field)]
    return links


def _first_input(field: BoundField) -> str:
    if widget_kind(field) in {"radios", "checkboxes"}:
        return next((option["attrs"]["id"] for _name, options in option_groups(field) for option in options), "")
    return field.id_for_label or field.auto_id


@register.filter
def all_error_links(formset: Iterable[forms.BaseForm]) -> list[tuple[str, str]]:
    """As `error_links`, over every form of a formset."""
    return [link for form in formset for link in error_links(form)]
