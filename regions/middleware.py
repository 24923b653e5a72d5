from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from ghnt import clock
from regions.rights import rights_of


class RightsMiddleware:
    """Gives every request what its user may today, looked up anew, so that a right taken away counts at once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.rights = SimpleLazyObject(lambda: rights_of(request.user, on=clock.today()))
        return self.get_response(request)
