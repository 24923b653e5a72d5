"""Points for improvement out of a scan, and the one action that takes each of them up."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from actions import planning
from actions.models import Action, ActionMunicipality, LocalAction, Participation
from ghnt.accounts.models import User
from ghnt.documents.words import Word
from ghnt.periods import HalfYear
from programmes.models import OutlineNode, RegionalProgramme
from reporting.models import ImprovementPoint, Scan, Statement

MOST_POINTS = 100
LOCAL_OF_REGION = "De scan is van de regio: er is geen gemeente voor een lokale actie."
FOREIGN = "Kies een actie of een onderdeel van uw eigen regio."
TAKEN_UP = "Dit verbeterpunt is al opgepakt."


@dataclass(frozen=True)
class PointLine:
    """A point as pages and reports tell it: what takes it up, where that stands, and how it goes."""

    point: ImprovementPoint
    taken_up_by: str
    url: str
    state: Word | None

    @property
    def is_open(self) -> bool:
        return self.state is None


def scan_words(scan: Scan) -> str:
    """ "Zelfscan lokale teams 2021" """
    return f"{scan.round.list} {scan.round.reference_date.year}"


@transaction.atomic
def note_point(*, scan: Scan, statement: Statement | None, text: str, by: User) -> ImprovementPoint:
    """A new point; the same one a second time gives the one that stands. Raises ValidationError."""
    Scan.objects.select_for_update().get(pk=scan.pk)
    if statement is not None and statement.theme.list_id != scan.round.list_id:
        raise ValidationError("Deze stelling hoort niet bij deze scan.")
    words = " ".join(text.split()) or (shortened(statement.text) if statement else "")
    if not words:
        raise ValidationError({"text": "Schrijf op wat beter moet."})
    if standing := scan.points.filter(statement=statement, text=words).first():
        return standing
    if scan.points.count() >= MOST_POINTS:
        raise ValidationError(f"Een scan heeft hoogstens {MOST_POINTS} verbeterpunten.")
    return ImprovementPoint.objects.create(scan=scan, statement=statement, text=words, by=by)


@transaction.atomic
def change_point(*, point: ImprovementPoint, text: str, seen: int) -> ImprovementPoint:
    """Other words. Raises EditConflictError."""
    point.claim(seen)
    point.text = " ".join(text.split())
    point.save()
    return point


@transaction.atomic
def remove_point(*, point: ImprovementPoint) -> None:
    """Raises ValidationError for a point that an action takes up: that action names it."""
    locked = _locked(point)
    if locked is None:
        return
    if locked.action_id or locked.local_action_id:
        raise ValidationError("Een actie pakt dit verbeterpunt op. Het blijft daarom staan.")
    locked.delete()


@transaction.atomic
def take_up_regionally(*, point: ImprovementPoint, node: OutlineNode, by: User) -> Action:
    """A new action of the region; done twice it gives the one that was made. Raises ValidationError."""
    locked = _to_take_up(point)
    if locked.action is not None:
        return locked.action
    if node.programme.region_id != point.scan.round.region_id or node.is_removed:
        raise ValidationError(FOREIGN)
    made = Action(programme=node.programme, node=node, title=locked.text, description=_origin(point))
    locked.action = planning.add_action(action=made, by=by)
    locked.save()
    return locked.action


@transaction.atomic
def take_up_locally(*, point: ImprovementPoint) -> LocalAction:
    """A new action of the municipality; done twice it gives the one that was made. Raises ValidationError."""
    locked = _to_take_up(point, locally=True)
    if locked.local_action is not None:
        return locked.local_action
    municipality = point.scan.municipality
    if municipality is None:
        raise ValidationError(LOCAL_OF_REGION)
    made = LocalAction(municipality=municipality, title=locked.text, occasion=scan_words(point.scan)[:200])
    if point.statement is not None:
        made.description = f"Stelling: {point.statement.text}"
    made.save()
    locked.local_action = made
    locked.save()
    return made


@transaction.atomic
def join_action(*, point: ImprovementPoint, action: Action) -> Action:
    """An action that runs takes the point up: of a municipality in its own row. Done twice it changes nothing."""
    locked = _to_take_up(point)
    if locked.action is not None:
        return locked.action
    if action.programme.region_id != point.scan.round.region_id or action.is_removed or action.is_archived:
        raise ValidationError(FOREIGN)
    if point.scan.municipality is not None:
        _write_into_row(point, action)
        locked.is_municipal_row = True
    locked.action = action
    locked.save()
    return action


def _write_into_row(point: ImprovementPoint, action: Action) -> None:
    """What the row says already stays; the point comes below it."""
    row = ActionMunicipality.objects.filter(action=action, municipality=point.scan.municipality).first()
    seen = row.version if row else None
    row = row or ActionMunicipality(action=action, municipality=point.scan.municipality)
    row.takes_part = row.takes_part or Participation.YES
    said = f"{point.text} (uit {scan_words(point.scan)})"
    row.elaboration = f"{row.elaboration}\n\n{said}".strip()
    planning.save_municipal_row(row=row, seen_version=seen)


def _to_take_up(point: ImprovementPoint, *, locally: bool = False) -> ImprovementPoint:
    """The point, locked; an action in the bin no longer takes it up.

    Raises ValidationError when it is gone, or was taken up in the other way.
    """
    locked = _locked(point)
    if locked is None:
        raise ValidationError("Dit verbeterpunt is intussen verwijderd.")
    if locked.action is not None and locked.action.is_removed:
        locked.action, locked.is_municipal_row = None, False
    if locked.local_action is not None and locked.local_action.is_removed:
        locked.local_action = None
    if locked.action is not None if locally else locked.local_action is not None:
        raise ValidationError(TAKEN_UP)
    locked.version += 1
    return locked


def _locked(point: ImprovementPoint) -> ImprovementPoint | None:
    found = ImprovementPoint.objects.select_for_update(of=("self",)).filter(pk=point.pk)
    return found.select_related("action__programme__region", "local_action__municipality").first()


def _origin(point: ImprovementPoint) -> str:
    about = f" van {point.scan.municipality}" if point.scan.municipality else ""
    lines = [f"Verbeterpunt uit {scan_words(point.scan)}{about}."]
    if point.statement is not None:
        lines.append(f"Stelling: {point.statement.text}")
    return "\n\n".join(lines)


def shortened(text: str, room: int = 200) -> str:
    """The text, or its beginning up to the end of a word."""
    return text if len(text) <= room else f"{text[: room - 1].rsplit(' ', 1)[0]}…"


def suggested_node(point: ImprovementPoint, programme: RegionalProgramme) -> OutlineNode | None:
    """The first node that hangs on a national block of the statement."""
    if point.statement is None:
        return None
    nodes = OutlineNode.objects.filter(programme=programme, removed_at__isnull=True)
    return nodes.filter(blocks__in=point.statement.blocks.all()).order_by("position").first()


def point_lines(points: list[ImprovementPoint], half_year: HalfYear | None) -> list[PointLine]:
    """Points with `action__node`, `action__programme__region` and `local_action__municipality`; one query more.

    `half_year`: up to which the reader may know how actions go; None shows no phase.
    """
    wanted = [point.action_id for point in points if point.action_id]
    phases = {one.pk: one.state for one in Action.objects.filter(pk__in=wanted).with_state(half_year)} if wanted else {}
    return [_line(point, phases) for point in points]


def _line(point: ImprovementPoint, phases: dict) -> PointLine:
    action, local = point.action, point.local_action
    if action is not None and not action.is_removed:
        update = phases.get(action.pk)
        phase = update.phase_choice if update else None
        word = Word(str(phase.label), phase.icon, phase.tone) if phase else PICKED_UP
        row = "rij in actie" if point.is_municipal_row else "actie"
        return PointLine(point, f"{row} {action.code} {action.title}", action.get_absolute_url(), word)
    if local is not None and not local.is_removed:
        phase = local.phase_choice
        word = Word(str(phase.label), phase.icon, phase.tone)
        return PointLine(point, f"lokale actie {local.title}", local_url(local), word)
    return PointLine(point, "", "", None)


def local_url(local: LocalAction) -> str:
    return reverse("actions:local_action_list", args=[local.municipality.slug])


PICKED_UP = Word("Opgepakt", "check", "plain")


def low_without_point(scan: Scan, length: int) -> list[Statement]:
    """Statements scored in the lower half of the scale of which no point is noted yet. One query."""
    low = Statement.objects.filter(scores__scan=scan, scores__score__lte=length // 2)
    noted = scan.points.filter(statement__isnull=False).values("statement")
    found = low.exclude(pk__in=noted).select_related("theme")
    return list(found.order_by("scores__score", "theme__order", "order", "pk"))
