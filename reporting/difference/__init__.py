"""What differs between two sealed reports of a region: compared, told, and laid side by side for all regions."""

from reporting.difference.comparing import apply, comparable, difference, without_texts
from reporting.difference.kinds import ChangeKind
from reporting.difference.previous import compare, difference_for, previous_version

__all__ = [
    "ChangeKind",
    "apply",
    "comparable",
    "compare",
    "difference",
    "difference_for",
    "previous_version",
    "without_texts",
]
