"""Figures as they may be shown outside their region; see `counts` for the rule and why nothing hidden follows from it.

rule.py       Rule of an indicator, Exact in, Shown out
counts.py     protect(cells, totals, rule): all areas of one indicator and period at once
small.py      a loose count, shares and averages with their base, differences
divisions.py  which municipalities make up regions and areas on a date
tables.py     figure_tables({indicator: periods}): all areas, protected
exact_views.py  who saw exact counts of a region
"""

from reporting.protection.counts import Total, exact_total, protect
from reporting.protection.rule import NOT_KNOWN, UNKNOWN, Exact, Rule, Shown
from reporting.protection.small import difference, one_count, share_of
from reporting.protection.tables import FigureTable, figure_table, figure_tables

__all__ = (
    "NOT_KNOWN",
    "UNKNOWN",
    "Exact",
    "FigureTable",
    "Rule",
    "Shown",
    "Total",
    "difference",
    "exact_total",
    "figure_table",
    "figure_tables",
    "one_count",
    "protect",
    "share_of",
)
