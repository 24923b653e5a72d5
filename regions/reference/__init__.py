"""Our reference files of geography. `load()` brings the tables in line; loading twice changes nothing."""

from pathlib import Path

from django.db import transaction

from regions.reference.files import ReferenceFileError
from regions.reference.geography import (
    load_areas,
    load_centres,
    load_municipalities,
    load_regions,
    load_successions,
)
from regions.reference.memberships import load_memberships
from regions.reference.tables import TableReport

__all__ = ["DIRECTORY", "ReferenceFileError", "TableReport", "load"]

DIRECTORY = Path(__file__).parent


def load(directory: Path = DIRECTORY) -> list[TableReport]:
    """Load regions, areas, municipalities, successions, centres and memberships, all or nothing.

    Raises ReferenceFileError, which names file, line and column.
    """
    with transaction.atomic():
        return [
            load_regions(directory),
            load_areas(directory),
            load_municipalities(directory),
            load_successions(directory),
            load_centres(directory),
            *load_memberships(directory),
        ]
