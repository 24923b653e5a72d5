"""The headings of the sections of a form, in the words that forms use for them."""

GENERAL, DECISIONS, ROUTE, EXPLANATION, ATTACHMENTS = (
    "general",
    "decisions",
    "route",
    "explanation",
    "attachments",
)
HEADINGS = {
    "algemeen": GENERAL,
    "voorstel": DECISIONS,
    "voorstellen": DECISIONS,
    "gevraagd besluit": DECISIONS,
    "behandeling": ROUTE,
    "route": ROUTE,
    "toelichting": EXPLANATION,
    "beknopte toelichting": EXPLANATION,
    "bijlage": ATTACHMENTS,
    "bijlagen": ATTACHMENTS,
    "bijlage(n)": ATTACHMENTS,
}
