"""Lists come in pages; each page says where the next one is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Generic, TypeVar

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Query, Schema

T = TypeVar("T")
ON_A_PAGE, MOST_ON_A_PAGE, LAST_PAGE = 50, 100, 100_000

PageNumber = Annotated[int, Query(1, ge=1, le=LAST_PAGE, description="Welke bladzijde van de lijst.")]
PageSize = Annotated[int, Query(ON_A_PAGE, ge=1, le=MOST_ON_A_PAGE, description="Hoeveel regels op een bladzijde.")]


class Page(Schema, Generic[T]):
    count: int
    pages: int
    next: str | None
    previous: str | None
    items: list[T]


def page_of(
    request: HttpRequest, rows: QuerySet[Any] | Sequence[Any], number: int, size: int, told: Callable[[Any], Any]
) -> dict[str, Any]:
    """One page of the rows, each told by `told`; a page after the last is empty."""
    paginator = Paginator(rows, size)
    items = [told(row) for row in paginator.page(number).object_list] if number <= paginator.num_pages else []
    return {
        "count": paginator.count,
        "pages": paginator.num_pages,
        "next": _address(request, number + 1) if number < paginator.num_pages else None,
        "previous": _address(request, number - 1) if 1 < number <= paginator.num_pages + 1 else None,
        "items": items,
    }


def _address(request: HttpRequest, number: int) -> str:
    asked = request.GET.copy()
    asked["page"] = str(number)
    return request.build_absolute_uri(f"{request.path}?{asked.urlencode()}")
