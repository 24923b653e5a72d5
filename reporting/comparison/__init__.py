"""Sealed reports laid side by side: by national line or block, as a matrix, and a region beside itself last time.

Everything here is a pure function of sealed content; who may read which seal stands in `reporting.reading`.
"""
