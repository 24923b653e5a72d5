"""Reading a pasted proposal form.

`parse_form` turns the text of a form into plain values. What it does not understand is kept, never dropped:
each non-blank line ends up in a field or in `unrecognised`. `layouts` brings every layout to one: sections with
tab-separated rows (`tabs`); the others know what stands in a section.
"""

from programmes.form_text.form import parse_form
from programmes.form_text.outcomes import OUTCOME_CODES
from programmes.form_text.parsed import ParsedForm, ParsedStep
from programmes.form_text.purposes import usual_purpose
from programmes.form_text.tables import has_tables

__all__ = ["OUTCOME_CODES", "ParsedForm", "ParsedStep", "has_tables", "parse_form", "usual_purpose"]
