"""Our reference files of the catalogue, and the lists of purposes and outcomes. Loading twice changes nothing."""

from pathlib import Path

from django.db import transaction

from programmes.reference.editions import load_editions, load_entries, load_identities, load_programmes
from programmes.reference.links import load_links
from programmes.reference.lists import load_lists
from regions.reference.files import ReferenceFileError
from regions.reference.tables import TableReport

__all__ = ["DIRECTORY", "ReferenceFileError", "TableReport", "load"]

DIRECTORY = Path(__file__).parent


def load(directory: Path = DIRECTORY) -> list[TableReport]:
    """Load programmes, editions, the catalogue with its links, purposes and outcomes, all or nothing.

    Raises ReferenceFileError, which names file, line and column.
    """
    with transaction.atomic():
        return [
            load_programmes(directory),
            load_editions(directory),
            *load_identities(directory),
            load_entries(directory),
            load_links(directory),
            *load_lists(),
        ]
