"""The administration site (Django's admin): for administrators alone, through the same sign-in as the rest."""

from collections import Counter
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

# The name of the right in the table of regions.rights, which lies above this module.
WRITE_REFERENCE = "write_reference"


def administers(request: HttpRequest) -> bool:
    """Whether the visitor holds an administrator's role today. A superuser makes the first one on a new server."""
    user = request.user
    return user.is_active and (user.is_superuser or request.rights.may(WRITE_REFERENCE))  # type: ignore[attr-defined]


class AdministrationSite(admin.AdminSite):
    site_header = "Beheer"
    site_title = "Beheer - ghnt"
    index_title = "Gebruikers, rollen en referentiegegevens"

    def has_permission(self, request: HttpRequest) -> bool:
        return administers(request)

    @login_not_required
    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """There is one door: who is signed in but no administrator is refused."""
        if request.user.is_authenticated:
            if not self.has_permission(request):
                raise PermissionDenied
            return HttpResponseRedirect(reverse("admin:index"))
        there = request.GET.get("next") or reverse("admin:index")
        return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'next': there})}")


class ForAdministrators:
    """Mixin for a ModelAdmin or inline: an administrator may view, add, change and delete."""

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[list, dict, set, list]:
        """What stands in the way is counted, not named: what regions write is not the administrator's to read."""
        gone, counts, needed, protected = super().get_deleted_objects(objs, request)  # type: ignore[misc]
        kinds = Counter(str(one).partition(":")[0] for one in protected)
        return gone, counts, needed, [f"{kind}: {number}" for kind, number in kinds.items()]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return administers(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return administers(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return administers(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return administers(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return administers(request)


class ReadOnly(ForAdministrators):
    """As `ForAdministrators`, to look at only."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
