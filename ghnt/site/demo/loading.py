"""Makes one region's programme from its TOML file, through the same operations that users set off."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from actions.models import Action, ActionMunicipality, ActionPartner
from actions.progress import UpdateValues, save_update
from ghnt.accounts.models import User
from ghnt.periods import HalfYear
from ghnt.site.demo.deciding import DecisionLoader
from ghnt.site.demo.story import Story
from ghnt.site.demo.telling import ProgrammeTeller, read_programme
from programmes.chapters import save_chapter
from programmes.models import BuildingBlock, Measure, OutlineNode, Programme, RegionalProgramme
from regions.models import Body, Municipality, Organisation, OrganisationKind, Post, Region, Seat

BEFORE, NOW = HalfYear(2020, 2), HalfYear(2021, 1)
UPDATED_ON = {BEFORE: date(2021, 1, 21), NOW: date(2021, 7, 5)}
# When an action came into the programme: in time to be told about in the earlier half year, or only after it.
KNOWN_ON, NEW_ON = date(2020, 10, 1), date(2021, 4, 1)
FILES = Path(__file__).parent / "regions"
Row = dict[str, Any]


class RegionLoader:
    """Holds the names of one region while its rows are made: the file names things, the database wants rows."""

    def __init__(self, data: Row, by: User) -> None:
        self.data, self.by = data, by
        self.region = Region.objects.get(slug=data["slug"])
        self.organisations: dict[str, Organisation] = {}
        self.bodies: dict[str, Body] = {}
        self.nodes: dict[str, OutlineNode] = {}
        self.story = Story()

    def begin(self) -> None:
        """Make the network and the outline; `story` brings the actions and proposals when it is told."""
        self.load_network()
        programme = self.load_programme()
        numbers: Counter[str] = Counter()
        for row in self.data.get("actions", ()):
            numbers[row["node"]] += 1
            day = KNOWN_ON if "before" in row else NEW_ON
            self.story.on(day, partial(self.load_action, row, numbers[row["node"]]))
        said = self.data.get("programme") or read_programme(self.data["slug"])
        ProgrammeTeller(programme, self.nodes, said, self.story, self.by).begin()
        DecisionLoader(programme, self.bodies, self.story, self.by).announce(self.data)

    def load_network(self) -> None:
        for municipality in Municipality.objects.in_region(self.region, on=NOW.end):
            name = municipality.alias or municipality.name
            self.add_organisation(f"Gemeente {name}", OrganisationKind.MUNICIPALITY, municipality)
        for row in self.data.get("organisations", ()):
            self.add_organisation(row["name"], row["kind"])
        for row in self.data.get("bodies", ()):
            seats = row.get("seats", ())
            body = Body.objects.create(region=self.region, **{key: row[key] for key in row if key != "seats"})
            Seat.objects.bulk_create(Seat(body=body, organisation=self.organisations[name]) for name in seats)
            self.bodies[body.name] = body
        self.load_leader(self.data["leader"])

    def add_organisation(self, name: str, kind: str, municipality: Municipality | None = None) -> None:
        self.organisations[name] = Organisation.objects.create(
            region=self.region, name=name, kind=kind, municipality=municipality
        )

    def load_leader(self, row: Row) -> None:
        post = Post.objects.create(
            region=self.region,
            person=row["person"],
            hours_a_week=row["hours_a_week"],
            employer=self.named(row.get("employer")),
            valid_from=row["valid_from"],
        )
        post.steering_municipalities.set(Municipality.objects.filter(slug__in=row.get("steering", ())))

    def named(self, name: str | None) -> Organisation | None:
        return self.organisations[name] if name else None

    def load_programme(self) -> RegionalProgramme:
        keys = ("title", "valid_from", "valid_to", "top_level_name", "second_level_name")
        programme = RegionalProgramme.objects.create(
            region=self.region,
            programme=Programme.objects.get(slug="ghnt"),
            **{key: self.data[key] for key in keys},
        )
        save_chapter(programme=programme, key="visie", text=self.data["vision"])
        for position, row in enumerate(self.data["nodes"], start=1):
            top = self.add_node(programme, row, position * 100, parent=None)
            for place, child in enumerate(row.get("children", ()), start=1):
                self.add_node(programme, child, position * 100 + place, parent=top)
        return programme

    def add_node(
        self, programme: RegionalProgramme, row: Row, position: int, *, parent: OutlineNode | None
    ) -> OutlineNode:
        node = OutlineNode.objects.create(
            programme=programme,
            parent=parent,
            position=position,
            **{key: row.get(key, "").strip() for key in ("code", "title", "text")},
        )
        node.blocks.set(BuildingBlock.objects.filter(programme=programme.programme, key__in=row.get("blocks", ())))
        self.nodes[node.code] = node
        return node

    def load_action(self, row: Row, number: int) -> None:
        node = self.nodes[row["node"]]
        action = Action.objects.create(
            programme=node.programme,
            node=node,
            number=number,
            puller=self.named(row.get("puller")),
            owner=self.named(row.get("owner")),
            start=row.get("start"),
            end=row.get("end"),
            changed_by=self.by,
            **{key: row.get(key, "") for key in ("title", "description", "expected_result", "priority")},
        )
        action.measures.set(Measure.objects.filter(programme=node.programme.programme, key__in=row.get("measures", ())))
        self.load_participants(action, row)
        self.announce_updates(action, row)

    def load_participants(self, action: Action, row: Row) -> None:
        for partner in row.get("partners", ()):
            ActionPartner.objects.create(
                action=action,
                organisation=self.organisations[partner["organisation"]],
                responsible_for=partner.get("responsible_for", ""),
            )
        for place in row.get("municipalities", ()):
            municipality = Municipality.objects.get(slug=place["slug"])
            values = {key: place[key] for key in place if key != "slug"}
            ActionMunicipality.objects.create(action=action, municipality=municipality, **values)

    def announce_updates(self, action: Action, row: Row) -> None:
        states = {BEFORE: row.get("before"), NOW: row.get("now")}
        if (row.get("now") or {}).get("unchanged"):
            states[NOW] = {key: row["before"][key] for key in ("phase", "assessment", "explanation")}
        for half_year, said in states.items():
            if said:
                self.story.on(UPDATED_ON[half_year], partial(self.update, action, half_year, UpdateValues(**said)))

    def update(self, action: Action, half_year: HalfYear, values: UpdateValues) -> None:
        save_update(action=action, half_year=half_year, seen_version=None, values=values, by=self.by)


def read(slug: str) -> Row:
    """The data of a region in depth."""
    return tomllib.loads((FILES / f"{slug}.toml").read_text())
