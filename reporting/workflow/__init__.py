"""The life of a report: submitted (sealed), withdrawn, taken up, returned with reasons, accepted, adopted, reopened.

Every operation is atomic, happens exactly once, and refuses with ValidationError what the state forbids.
"""

from reporting.workflow.handing_in import adopt, submit, withdraw
from reporting.workflow.judging import accept, open_report, reopen, return_report

__all__ = ["accept", "adopt", "open_report", "reopen", "return_report", "submit", "withdraw"]
