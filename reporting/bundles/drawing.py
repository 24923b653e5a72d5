"""The file of a bundle, in the worker."""

from __future__ import annotations

from ghnt.documents.files import MadeFile
from reporting.bundles.book import draw_book
from reporting.bundles.dossier_order import read_dossier
from reporting.bundles.dossier_zip import draw_dossier
from reporting.bundles.order import read_order
from reporting.bundles.round_zip import draw_round_zip
from reporting.bundles.turns import turn_of
from reporting.models import Bundle, BundleKind


def draw(bundle: Bundle) -> MadeFile:
    """Raises RenderingError; StoppedError and UnfinishedError as `turns` says."""
    tell = turn_of(bundle)
    if bundle.kind == BundleKind.DOSSIER:
        return draw_dossier(read_dossier(bundle.content), tell=tell)
    make = draw_book if bundle.kind == BundleKind.BOOK else draw_round_zip
    return make(read_order(bundle.content), tell=tell)
