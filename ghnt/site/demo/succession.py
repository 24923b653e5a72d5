"""The programme that comes after: an example of its catalogue, what goes on as what, and choices of one region.

The real catalogue of the next programme was not known; this one is an example and says so.
"""

from __future__ import annotations

from datetime import date

from actions.destinies import Chosen, save_destinies
from actions.models import Action, Destiny
from actions.succession import Going, Succession, make_successor
from ghnt.accounts.models import User
from programmes.models import Programme
from programmes.national.continuing import continuing_from, save_continuing
from programmes.national.first_edition import make_first_edition, read_lines
from programmes.outline import current_or_coming
from regions.models import Region

EXAMPLE = """\
1 Veiligheid eerst
1.1 Bespreekbaar maken
1.2 Meldcode in elk beroep
1.3 Veilig Thuis dichtbij
2 Hulp voor het hele gezin
2.1 Eén plan met het gezin
2.2 Herstel na geweld
2.3 Teams in de buurt
3 Leren en verbeteren
3.1 Samen leren
3.2 Meten wat werkt"""
# Titles of blocks, by what they go on as in the example.
GOES_ON = {
    "Bespreekbaar maken": ("1.1",),
    "Implementatie verbeterde meldcode": ("1.2",),
    "Veilig Thuis versterken": ("1.3",),
    "Multidisciplinair en systeemgericht werken": ("2.1",),
    "Opvang en ondersteuning verbeteren": ("2.2", "2.3"),
    "Versterken lokale infrastructuur": ("2.3",),
}
CHOICES = (
    (Destiny.CONTINUE, "", ""),
    (Destiny.CONTINUE, "", "Ook na 2022 nodig: de groep medewerkers wisselt snel."),
    (Destiny.FINISH, "", "Klaar vóór de zomer van 2022."),
    (Destiny.TRANSFER, "De wijkteams", "Hoort vanaf 2022 bij het gewone werk."),
    (Destiny.CONTINUE, "", ""),
)


def prepare_successor(region_slug: str) -> None:
    """The example catalogue with its links, and the choices of one region for half of its actions."""
    old = Programme.objects.select_related("successor").get(slug="ghnt")
    if old.successor and not old.successor.editions.exists():
        make_first_edition(
            programme=old.successor,
            code="voorbeeld-2022",
            name="Voorbeeld van een nieuwe indeling",
            valid_from=date(2022, 6, 1),
            source="Voorbeeld voor de demo; geen echte indeling",
            lines=read_lines(EXAMPLE),
        )
    _link(old)
    _choose(region_slug)
    _go_on("drenthe", old)


def _link(old: Programme) -> None:
    shown = continuing_from(old)
    if shown is None:
        return
    codes = {entry.code: entry.pk for entry in shown.after}
    chosen = {entry.pk: [codes[code] for code in GOES_ON.get(entry.title, ())] for entry in shown.before}
    save_continuing(programme=old, chosen=chosen, seen=shown.seen)


def _choose(region_slug: str) -> None:
    region = Region.objects.get(slug=region_slug)
    programme = current_or_coming(region, on=date(2021, 7, 12))
    leader = User.objects.filter(role_assignments__region=region, role_assignments__role="leader").first()
    if programme is None or leader is None:
        return
    actions = Action.objects.in_programme(programme).own().order_by("node__position", "number", "pk")[:20]
    chosen = [Chosen(action.pk, *CHOICES[place % len(CHOICES)]) for place, action in enumerate(actions)]
    save_destinies(programme=programme, chosen=chosen, by=leader)


def _go_on(region_slug: str, old: Programme) -> None:
    """One region that made its next programme early, so that both can be read side by side."""
    source = current_or_coming(Region.objects.get(slug=region_slug), on=date(2021, 7, 12))
    leader = User.objects.filter(role_assignments__region__slug=region_slug, role_assignments__role="leader").first()
    if source is None or leader is None or old.successor is None or source.successors.exists():
        return
    actions = Action.objects.in_programme(source).own().order_by("pk").values_list("pk", flat=True)[:6]
    succession = Succession(
        source=source,
        title="Samen verder, vanaf 2023",
        valid_from=date(2023, 1, 1),
        valid_to=None,
        national=old.successor,
        going=frozenset(Going),
        actions=frozenset(actions),
    )
    make_successor(succession=succession, by=leader)
