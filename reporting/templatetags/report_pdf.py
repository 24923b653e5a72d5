"""Who may ask for the PDF of a submitted version once more."""

from __future__ import annotations

from django import template

from regions.models import Region
from regions.rights import Right, Rights

register = template.Library()


@register.filter
def may_make_pdf(rights: Rights, region: Region) -> bool:
    """{% if request.rights|may_make_pdf:region %}: whoever writes the region's reports or judges them."""
    return rights.may(Right.WRITE_REPORT, region) or rights.may(Right.JUDGE_REPORT, region)
