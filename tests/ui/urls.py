"""No more addresses than the frame of a page asks for."""

from django.http import HttpResponse
from django.urls import include, path

profile = path("profiel/", lambda request: HttpResponse(), name="profile")
public = [
    path("openbaar/", lambda request: HttpResponse(), name="public_list"),
    path("controleren/", lambda request: HttpResponse(), name="verify"),
]

urlpatterns = [
    path("uitloggen/", lambda request: HttpResponse(), name="account_logout"),
    path("zoeken/", lambda request: HttpResponse(), name="search"),
    path("", include(([profile], "notices"))),
    path("", include((public, "reporting"))),
    path("api/", lambda request: HttpResponse(), name="api_docs"),
]
