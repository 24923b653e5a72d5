"""Scans: lists of statements, rounds in which municipalities or the region score them, and what follows from that.

A newcomer reads `states` (who may what when), `filling`, `rounds`, `results` and `improving`; `urls` is the surface.
"""
