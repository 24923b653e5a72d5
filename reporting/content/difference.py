"""What changed since the previous sealed report of the region."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """One thing that is not as it was, found by the stable key of what it is about.

    `subject` says what that is, `field` what of it changed; `before` and `after` are the values as sealed, of which the
    words are in `was` and `became`. A thing that came or went as a whole has no field: its side is canonical JSON of
    all its fields. A text is in words its length alone. `because` is the region's own reason, `kind` a ChangeKind.
    `chapter` is the key of the chapter that tells of it; `blocks` are codes of the national division.
    """

    subject: str
    key: str
    number: str
    title: str
    kind: str
    field: str
    label: str
    before: str
    after: str
    was: str
    became: str
    because: str
    chapter: str = ""
    chapter_title: str = ""
    blocks: tuple[str, ...] = ()
    is_text: bool = False

    @property
    def is_whole(self) -> bool:
        """The thing itself came or went."""
        return not self.field

    @property
    def comes(self) -> bool:
        return self.is_whole and bool(self.after)


@dataclass(frozen=True)
class Difference:
    """Between the content that holds it and the previous sealed version, named by half year, number and fingerprint.

    As it is sealed, its texts are left out: they stand in the two contents. See `reporting.difference`.
    """

    half_year: str
    version: int
    sha256: str
    changes: tuple[Change, ...]
