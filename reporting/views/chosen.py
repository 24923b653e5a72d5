"""Which answers and actions somebody confirms: one by its own button, or all that stood on the page."""

from collections.abc import Collection, Iterable

from django.http import HttpRequest

from reporting.confirming import Confirmed

ANSWER, ACTION = "answer", "action"


def chosen_in(request: HttpRequest, kind: str, offered: Iterable[int]) -> list[int]:
    """The chosen keys among those offered. `confirm` says "action-12", or "actions" for all that were shown."""
    asked = request.POST.get("confirm", "")
    if asked == f"{kind}s":
        shown = set(request.POST.getlist(f"shown_{kind}"))
        return [pk for pk in offered if str(pk) in shown]
    return [pk for pk in offered if asked == f"{kind}-{pk}"]


def next_of(offered: Iterable[int], chosen: Collection[int]) -> int | None:
    """The one to confirm next: the first after what was chosen, else the first that is left."""
    keys = list(offered)
    left = [pk for pk in keys if pk not in chosen]
    last = max((keys.index(pk) for pk in chosen), default=-1)
    return next((pk for pk in left if keys.index(pk) > last), left[0] if left else None)


def confirmed_words(confirmed: Confirmed) -> str:
    words = []
    if confirmed.answers:
        words.append(_counted(confirmed.answers, "antwoord", "antwoorden"))
    if confirmed.actions:
        words.append(_counted(confirmed.actions, "actie", "acties"))
    if not words:
        return "Er was niets meer te bevestigen. Alles is opgeslagen."
    return f"{' en '.join(words)} bevestigd: ongewijzigd sinds vorig halfjaar."


def _counted(number: int, one: str, more: str) -> str:
    return f"1 {one}" if number == 1 else f"{number} {more}"
