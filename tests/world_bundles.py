"""A dossier of a home that is made: for its leader and the national team."""

from ghnt.documents.files import RenderedPdf
from reporting.bundles import asking


def put_bundles(home, by):
    bundle, _ = asking.ask_dossier(region=home.region, round=home.submitted.round, by=by)
    bundle.claim()
    bundle.finish(RenderedPdf(b"PK proef", 1, "proef"))
    home.around |= {"bundle": bundle.pk}
