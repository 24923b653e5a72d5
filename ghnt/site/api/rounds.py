"""Rounds and what they ask: national ones for who reads any region, a region's own ones for who is of it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Router

from ghnt.accounts.models import ApiScope
from ghnt.site.api.auth import TokenAuth
from ghnt.site.api.paging import Page, PageNumber, PageSize, page_of
from ghnt.site.api.schemas import RoundDetailOut, RoundOut
from regions.rights import Right, Rights
from reporting.asked import AskedSection, asked_in
from reporting.models import Question, ReportRound, RoundKind

router = Router(auth=TokenAuth(ApiScope.ROUNDS), tags=[ApiScope.ROUNDS.label])


def rounds_for(rights: Rights) -> QuerySet[ReportRound]:
    """The rounds that somebody with these rights may know of."""
    if not rights.may_anywhere(Right.READ_REGION):
        return ReportRound.objects.none()
    regions = rights.regions(Right.SEE_RUNNING_ASSESSMENT)
    national, own = ~Q(kind=RoundKind.OWN), Q() if regions is None else Q(owner__in=regions)
    return ReportRound.objects.filter(national | own).select_related("programme", "question_set", "owner")


@router.get("/rounds/", response=Page[RoundOut], summary="De rondes, de nieuwste eerst")
def round_list(request: HttpRequest, page: PageNumber, page_size: PageSize) -> dict[str, Any]:
    rounds = rounds_for(request.rights)  # type: ignore[attr-defined]
    return page_of(request, rounds, page, page_size, _told)


@router.get("/rounds/{code}/", response=RoundDetailOut, summary="Eén ronde met haar vragen")
def round_detail(request: HttpRequest, code: str) -> dict[str, Any]:
    round_ = get_object_or_404(rounds_for(request.rights), code=code)  # type: ignore[attr-defined]
    questions = [
        _question(request, round_, section, question)
        for section in asked_in(round_).sections
        for question in section.questions
    ]
    more = {"question_set": round_.question_set.name, "explanation": round_.explanation, "questions": questions}
    return _told(round_) | more


def _told(round_: ReportRound) -> dict[str, Any]:
    return {
        "code": round_.code,
        "kind": round_.kind,
        "name": round_.name,
        "programme": round_.programme.slug,
        "half_year": str(round_.half_year),
        "scope": round_.scope,
        "owner": round_.owner.slug if round_.owner else None,
        "opens": round_.opens,
        "due": round_.due,
        "reaction_due": round_.reaction_due,
    }


def _question(request: HttpRequest, round_: ReportRound, asked: AskedSection, question: Question) -> dict[str, Any]:
    return {
        "key": question.key,
        "chapter": asked.section.title,
        "place": asked.section.place,
        "kind": question.kind,
        "text": question.text,
        "unit": question.unit,
        "options": list(question.choices),
        "is_required": question.is_required,
        "answers_url": request.build_absolute_uri(reverse("api:answer_list", args=[round_.code, question.key])),
    }
