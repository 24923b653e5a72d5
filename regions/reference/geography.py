"""Regions, Veilig Thuis areas, municipalities, their successions and the centre municipalities."""

from __future__ import annotations

from pathlib import Path

from django.utils.text import slugify

from regions.models import (
    CentreMunicipality,
    Confidence,
    Municipality,
    MunicipalitySuccession,
    Region,
    SuccessionKind,
    VeiligThuisArea,
)
from regions.reference.files import Row, read_file
from regions.reference.tables import TableReport, Wanted, bring_in_line

CONFIDENCES = {choice.value: choice for choice in Confidence}
KINDS = {choice.value: choice for choice in SuccessionKind}
PERIOD = ("valid_from", "valid_to")


def municipalities_by_code() -> dict[str, Municipality]:
    return {municipality.cbs_code: municipality for municipality in Municipality.objects.all()}


def regions_by_code() -> dict[str, Region]:
    return {region.code: region for region in Region.objects.all()}


def load_regions(directory: Path) -> TableReport:
    def read(row: Row) -> Wanted:
        return Wanted(
            {
                "code": row.text("code"),
                "name": row.text("name"),
                "slug": row.text("slug"),
                "tile_row": row.number("tile_row"),
                "tile_column": row.number("tile_column"),
                "confidence": row.one_of("confidence", CONFIDENCES),
                "source": row.text("source"),
                **row.period(),
            },
            row,
        )

    columns = ("code", "name", "slug", "tile_row", "tile_column", *PERIOD, "confidence", "source")
    return bring_in_line(Region, read_file(directory / "regions.csv", columns, read), key=("code",))


def load_areas(directory: Path) -> TableReport:
    def read(row: Row) -> Wanted:
        values = {"code": row.text("code"), "name": row.text("name"), "source": row.text("source")}
        return Wanted(values | row.period(), row)

    wanted = read_file(directory / "veilig_thuis_areas.csv", ("code", "name", *PERIOD, "source"), read)
    return bring_in_line(VeiligThuisArea, wanted, key=("code",))


def load_municipalities(directory: Path) -> TableReport:
    """A municipality keeps its address; a new one gets its name, with its code when that is taken."""
    slugs = dict(Municipality.objects.values_list("cbs_code", "slug"))

    def slug_of(code: str, name: str) -> str:
        if code not in slugs:
            plain = slugify(name)
            slugs[code] = plain if plain not in slugs.values() else f"{plain}-{code.lower()}"
        return slugs[code]

    def read(row: Row) -> Wanted:
        code, name = row.text("cbs_code"), row.text("name")
        texts = {
            "province": row.optional("province"),
            "alias": row.optional("alias"),
            "source": row.text("source"),
        }
        return Wanted({"cbs_code": code, "name": name, "slug": slug_of(code, name), **texts, **row.period()}, row)

    columns = ("cbs_code", "name", "province", "alias", *PERIOD, "source")
    return bring_in_line(Municipality, read_file(directory / "municipalities.csv", columns, read), key=("cbs_code",))


def load_successions(directory: Path) -> TableReport:
    municipalities = municipalities_by_code()

    def read(row: Row) -> Wanted:
        predecessor = row.one_of("predecessor", municipalities, "municipalities.csv")
        on = row.date("on")
        if predecessor.valid_to != on:
            raise row.problem(
                "on", f"Op deze datum eindigt {predecessor} niet. Neem valid_to uit municipalities.csv over."
            )
        values = {
            "predecessor": predecessor,
            "successor": row.one_of("successor", municipalities, "municipalities.csv"),
            "on": on,
            "kind": row.one_of("kind", KINDS),
            "note": row.optional("note"),
            "source": row.text("source"),
        }
        return Wanted(values, row)

    columns = ("on", "kind", "predecessor", "successor", "note", "source")
    wanted = read_file(directory / "successions.csv", columns, read)
    return bring_in_line(MunicipalitySuccession, wanted, key=("predecessor", "successor"))


def load_centres(directory: Path) -> TableReport:
    municipalities, regions = municipalities_by_code(), regions_by_code()

    def read(row: Row) -> Wanted:
        values = {
            "municipality": row.one_of("municipality", municipalities, "municipalities.csv"),
            "region": row.one_of("region", regions, "regions.csv"),
            "source": row.text("source"),
        }
        return Wanted(values | row.period(), row)

    columns = ("municipality", "region", *PERIOD, "source")
    wanted = read_file(directory / "centre_municipalities.csv", columns, read)
    return bring_in_line(CentreMunicipality, wanted, key=("municipality",))
