"""The demo accounts: one person for each role, and what they hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ghnt.accounts.models import User
from regions.models import Body, Municipality, Region, Role, RoleAssignment

PASSWORD = "demo-geweld-hoort-nergens-thuis"  # noqa: S105
DOMAIN = "demo.example"
NATIONAL = f"landelijk@{DOMAIN}"
SINCE = date(2019, 1, 1)


@dataclass(frozen=True)
class Account:
    """`scope` names what the role is held for: a region's slug, a municipality's slug or a region and body."""

    login: str
    name: str
    role: Role
    description: str
    scope: dict[str, Any] = field(default_factory=dict)

    @property
    def email(self) -> str:
        return f"{self.login}@{DOMAIN}"


GOOI = "gooi-en-vechtstreek"
ACCOUNTS = (
    Account("landelijk", "Noor Verhage", Role.NATIONAL, "Landelijk programmateam"),
    Account(
        "adviseur",
        "Ilias Benali",
        Role.ADVISER,
        "Regioadviseur",
        {"regions": (GOOI, "groningen", "zuidoost-brabant")},
    ),
    Account(
        "projectleider",
        "Marit Hoekzema",
        Role.LEADER,
        "Projectleider Gooi en Vechtstreek",
        {"regions": (GOOI,)},
    ),
    Account(
        "projectleider.zob",
        "Joost Verbruggen",
        Role.LEADER,
        "Projectleider Zuidoost-Brabant",
        {"regions": ("zuidoost-brabant",)},
    ),
    Account("medewerker", "Sanne Oudeman", Role.EDITOR, "Medewerker Gooi en Vechtstreek", {"regions": (GOOI,)}),
    Account(
        "secretaris",
        "Renske Blokhuis",
        Role.SECRETARY,
        "Secretaris van overleggen in Gooi en Vechtstreek",
        {"bodies_of": GOOI},
    ),
    Account(
        "beleid",
        "Tarik Yilmazer",
        Role.MUNICIPAL,
        "Beleidsmedewerker gemeente Hilversum",
        {"municipality": "hilversum"},
    ),
    Account("lezer", "Gerda Pietersma", Role.READER, "Lezer Gooi en Vechtstreek", {"regions": (GOOI,)}),
    Account("beheer", "Daan Kuijpers", Role.ADMINISTRATOR, "Beheerder"),
)


def make_accounts() -> list[User]:
    """Create the demo accounts that are not there yet; those that are keep their password."""
    return [_user(account) for account in ACCOUNTS]


def grant_roles() -> None:
    """Give every demo account its role, once the regions and their bodies exist."""
    for account in ACCOUNTS:
        user = User.objects.get(email=account.email)
        for scope in _scopes(account.scope):
            RoleAssignment.objects.get_or_create(user=user, role=account.role, **scope, defaults={"valid_from": SINCE})


def _user(account: Account) -> User:
    found = User.objects.filter(email=account.email).first()
    if found:
        return found
    is_staff = account.role == Role.ADMINISTRATOR
    user = User.objects.create_user(
        account.email, PASSWORD, name=account.name, is_staff=is_staff, is_superuser=is_staff
    )
    return user


def _scopes(scope: dict[str, Any]) -> list[dict[str, Any]]:
    if "regions" in scope:
        return [{"region": Region.objects.get(slug=slug)} for slug in scope["regions"]]
    if "municipality" in scope:
        return [{"municipality": Municipality.objects.get(slug=scope["municipality"])}]
    if "bodies_of" in scope:
        return [{"body": body} for body in Body.objects.filter(region__slug=scope["bodies_of"])]
    return [{}]
