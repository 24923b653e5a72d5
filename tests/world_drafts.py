"""Drafts for colleges and councils in the world of the access and page tests."""

from programmes.models import CouncilDocumentKind
from reporting.council_documents.making import make_document
from tests import factories


def put_drafts(home) -> None:
    """One for the municipality itself and one for all municipalities."""
    version = home.node.programme.versions.first()
    by = factories.UserFactory(email=f"steller.{home.region.slug}@example.org", name="Steller van Stukken")
    for name, kind, municipality in (
        ("draft", CouncilDocumentKind.COUNCIL_PROPOSAL, home.municipality),
        ("draft_for_all", CouncilDocumentKind.COUNCIL_LETTER, None),
    ):
        document, _is_new = make_document(
            version=version, kind=kind, municipality=municipality, exact_figures=False, by=by
        )
        home.around[name] = document.pk
