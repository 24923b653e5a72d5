"""The actions of a region as a workbook, out and in again, and a region's own list the first time."""
