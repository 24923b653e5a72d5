from django import forms

from ghnt.ui.forms import form_helper


class RemarkActionsForm(forms.Form):
    actions = forms.MultipleChoiceField(
        label="Welke acties doen iets met deze opmerking?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Kies acties van deze regio."},
    )

    def __init__(self, *args, offered, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        groups: dict[str, list[tuple[int, str]]] = {}
        for action in offered:
            groups.setdefault(f"{action.node.code} {action.node.title}", []).append(
                (action.pk, f"{action.code} {action.title}")
            )
        self.fields["actions"].choices = list(groups.items())
        self.helper = form_helper(submit="Acties koppelen", cancel_url=cancel_url)
