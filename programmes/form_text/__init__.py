"""Reading a pasted proposal form.

`parse_form` turns the text of a form into plain values. What it does not understand is kept, never dropped:
each non-blank line ends up in a field or in `unrecognised`. One module knows one layout of the form (`tabs`:
sections with tab-separated rows); the others know what stands in a section, whatever the layout.
"""

from programmes.form_text.form import parse_form
from programmes.form_text.outcomes import OUTCOME_CODES
from programmes.form_text.parsed import ParsedForm, ParsedStep

__all__ = ["OUTCOME_CODES", "ParsedForm", "ParsedStep", "parse_form"]
