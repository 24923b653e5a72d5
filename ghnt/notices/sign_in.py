"""The user of a request, with how many notices wait: in the query that fetches the user anyway."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from ghnt.accounts.models import User
from ghnt.notices.models import Notice


class CountingBackend(AuthenticationBackend):
    """Signs in as allauth does; `request.user.unread_notices` is what the head of every page shows."""

    def get_user(self, user_id: Any) -> User | None:
        unread = Notice.objects.unread().filter(user=OuterRef("pk")).order_by().values("user")
        counted = Coalesce(Subquery(unread.annotate(number=Count("pk")).values("number")), 0)
        found = User.objects.annotate(unread_notices=counted).filter(pk=user_id).first()
        return found if found is not None and self.user_can_authenticate(found) else None
