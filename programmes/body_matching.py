"""Which known body a form means: by name, by abbreviation, or by a name that looks like it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from ghnt import clock
from regions.models import Body, Region

ABBREVIATIONS = {
    "akg": "ambtelijkeklankbordgroep",
    "klankbordgroep": "ambtelijkeklankbordgroep",
    "ao": "ambtelijkoverleg",
    "uo": "uitvoeringsoverleg",
    "do": "directieoverleg",
    "directie": "directieoverleg",
    "pfho": "portefeuillehoudersoverleg",
    "pfo": "portefeuillehoudersoverleg",
    "pho": "portefeuillehoudersoverleg",
    "poho": "portefeuillehoudersoverleg",
    "portefeuillehouders": "portefeuillehoudersoverleg",
    "stgr": "stuurgroep",
    "sg": "stuurgroep",
    "benw": "college",
    "collegevanbenw": "college",
    "collegebw": "college",
    "collegevanbw": "college",
    "bw": "college",
    "raad": "gemeenteraad",
}
_BRACKETS = re.compile(r"\(([^()]*)\)")
_LOOKS_LIKE = 0.82
_LONGEST = 80  # comparing takes time with the product of the lengths
_MOST_COMPARED = 60


def plain(name: str) -> str:
    """A name without what differs from form to form: hyphens, spaces and capitals."""
    return re.sub(r"[\W_]+", "", name).casefold()


def usual_name(name: str) -> str:
    """The plain name, of an abbreviation that everybody uses the whole one."""
    return ABBREVIATIONS.get(plain(name), plain(name))


@dataclass(frozen=True)
class BodyMatch:
    """`body` is what the form means as far as its words say; when unsure `near` are those it can be."""

    body: Body | None
    near: tuple[Body, ...] = ()

    @property
    def is_sure(self) -> bool:
        return not self.near


@dataclass
class KnownBodies:
    """The bodies that a form of this region can mean: those that still meet."""

    region: Region
    bodies: Sequence[Body] = ()
    _found: dict[str, BodyMatch] = field(default_factory=dict)

    @classmethod
    def of(cls, region: Region) -> KnownBodies:
        rows = Body.objects.offered_in(region).active(clock.today()).select_related("municipality")
        return cls(region, list(rows.distinct()))

    def match(self, written: str) -> BodyMatch:
        key = plain(written)
        if key not in self._found:
            self._found[key] = self._match(written, key)
        return self._found[key]

    def _match(self, written: str, key: str) -> BodyMatch:
        if not key:
            return BodyMatch(None)
        by_name = [body for body in self.bodies if key in _names(body.name) or _names(written) & {plain(body.name)}]
        found = by_name or [body for body in self.bodies if _usual(written) & _usual(body.name)]
        own = [body for body in found if body.region_id == self.region.pk]
        if len(found) == 1 or len(own) == 1:
            return BodyMatch((own or found)[0])
        if found:
            return BodyMatch(None, tuple(found))
        near = self._near(key)
        return BodyMatch(near[0] if len(near) == 1 else None, near)

    def _near(self, key: str) -> tuple[Body, ...]:
        """Small typing differences, the likeliest first; after many unknown names nothing is compared any more."""
        if len(key) > _LONGEST or len(self._found) > _MOST_COMPARED:
            return ()
        matcher = SequenceMatcher(b=key)
        likely = []
        for body in self.bodies:
            matcher.set_seq1(plain(body.name)[:_LONGEST])
            if matcher.quick_ratio() >= _LOOKS_LIKE and matcher.ratio() >= _LOOKS_LIKE:
                likely.append((matcher.ratio(), body))
        return tuple(body for _ratio, body in sorted(likely, key=lambda pair: (-pair[0], pair[1].pk))[:3])


def _names(name: str) -> set[str]:
    """ "Portefeuillehoudersoverleg (PFHO)" goes by both names."""
    between = [plain(words) for words in _BRACKETS.findall(name)]
    return {plain(name), plain(_BRACKETS.sub("", name)), *between} - {""}


def _usual(name: str) -> set[str]:
    return {ABBREVIATIONS.get(key, key) for key in _names(name)}
