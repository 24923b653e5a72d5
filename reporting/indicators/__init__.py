"""Indicators and their figures: definitions, entry, what stands for an area and a period, and who sees what of it.

areas.py        an area at any level by its code, on a date; which municipalities belong to it
numbers.py      numbers as Dutch users type and read them, with the marks * (provisional) and . (unknown)
saving.py       new values as new rows; withdrawal
definitions.py  indicators, what makes figures incomparable, baselines and targets
access.py       who may do what
divisions.py    which municipalities belonged where, from memberships read once
kept.py         what is kept of some indicators, areas and periods
tables.py       a table of areas by periods
series.py       tables around a region, with sums over its municipalities of each period's date; exact
shown.py        such a table as one reader may see it
listing.py      the pages: which indicators, over which periods
entry.py        the page to type figures on
"""
