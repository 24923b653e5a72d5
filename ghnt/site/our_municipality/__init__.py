"""Onze gemeente: all that the programme asks of one municipality and means for it, on one page and in one PDF.

our_municipality(municipality, region, rights, on=…) -> OurMunicipality    as far as these rights may read it
draw(content) -> RenderedPdf                                              from the same, in canonical JSON
"""

from ghnt.site.our_municipality.collecting import our_municipality
from ghnt.site.our_municipality.content import OurMunicipality
from ghnt.site.our_municipality.paper import draw

__all__ = ["OurMunicipality", "draw", "our_municipality"]
