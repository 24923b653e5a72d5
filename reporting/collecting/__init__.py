"""Gathers what a region's report says, from live data into frozen content."""

from reporting.collecting.report import collect

__all__ = ["collect"]
