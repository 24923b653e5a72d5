"""What the national team fills in about a round."""

from reporting.round_forms.asking import RoundForm
from reporting.round_forms.opened import ExtensionForm, OpenedRoundForm, RoundFilter

__all__ = ["ExtensionForm", "OpenedRoundForm", "RoundFilter", "RoundForm"]
