"""Glue for crispy-forms: one helper for every form, and the layout parts that pages use."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Column, Div, Field, Layout, Row
from crispy_forms.layout import Fieldset as CrispyFieldset
from crispy_forms.layout import Submit as CrispySubmit
from django.utils.html import escape

__all__ = [
    "HTML",
    "Button",
    "Column",
    "Div",
    "Field",
    "Fieldset",
    "Layout",
    "Row",
    "SecondaryButton",
    "filter_helper",
    "form_helper",
    "formset_helper",
]


class Fieldset(CrispyFieldset):
    """Fields under a legend. crispy reads a legend as a template; ours is text, whoever wrote it."""

    def __init__(self, legend: str, *fields: Any, **kwargs: Any) -> None:
        text = escape(legend).replace("{", "&#123;").replace("}", "&#125;")
        super().__init__(text, *fields, **kwargs)


class Button(CrispySubmit):
    """A primary submit button. With a `name` its label is posted; without one nothing is."""

    field_classes = "utrecht-button utrecht-button--primary-action"

    def __init__(self, label: str, name: str = "", **kwargs: Any) -> None:
        super().__init__(name, label, **kwargs)


class SecondaryButton(Button):
    field_classes = "utrecht-button utrecht-button--secondary-action"


def form_helper(
    *layout: Any,
    submit: str = "Opslaan",
    extra: tuple[Button, ...] = (),
    cancel_url: str = "",
    form_tag: bool = True,
    action: str = "",
) -> FormHelper:
    """A helper for the pack `nlds`: a layout (all fields when empty), buttons, and a link "Annuleren"."""
    helper = FormHelper()
    helper.include_media = False
    helper.form_tag = form_tag
    helper.form_action = action
    helper.cancel_url = cancel_url
    if layout:
        helper.layout = Layout(*layout)
    for button in ([Button(submit)] if submit else []) + list(extra):
        helper.add_input(button)
    return helper


def filter_helper(*layout: Any, submit: str) -> FormHelper:
    """A helper for the filters above a list: a GET form with a button that says what it shows."""
    helper = FormHelper()
    helper.include_media = False
    helper.disable_csrf = True
    helper.form_method = "get"
    helper.form_class = "filters__form"
    helper.hide_optional = True
    if layout:
        helper.layout = Layout(*layout)
    helper.add_input(SecondaryButton(submit))
    return helper


def formset_helper(
    *layout: Any, item: str, submit: str = "Opslaan", cancel_url: str = "", as_table: bool = False
) -> FormHelper:
    """A helper for a formset: a fieldset "`item` 1", "`item` 2" … or, with `as_table`, a row per form."""
    helper = form_helper(*layout, submit=submit, cancel_url=cancel_url)
    helper.item_label = item
    if as_table:
        helper.template = "nlds/table_inline_formset.html"
        helper.table_caption = item
    return helper
