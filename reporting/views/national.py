"""The door of the pages on which the national team and the advisers read across regions."""

from django.http import Http404

from regions.models import Role
from regions.rights import Rights

FOLLOWERS = {Role.NATIONAL, Role.ADVISER}


def follows_regions(rights: Rights) -> bool:
    """Whether somebody reads reports of regions as the national team or an adviser does."""
    return bool(FOLLOWERS & rights.roles)


class NationalPage:
    def dispatch(self, request, *args, **kwargs):
        if not follows_regions(request.rights):
            raise Http404
        return super().dispatch(request, *args, **kwargs)
