"""Middelen: what a region receives, plans, commits and spends, and what it asks of the projectenpool. In euro."""
