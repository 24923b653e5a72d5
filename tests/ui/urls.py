"""No more addresses than the frame of a page asks for."""

from django.http import HttpResponse
from django.urls import include, path

profile = path("profiel/", lambda request: HttpResponse(), name="profile")

urlpatterns = [
    path("uitloggen/", lambda request: HttpResponse(), name="account_logout"),
    path("zoeken/", lambda request: HttpResponse(), name="search"),
    path("", include(([profile], "notices"))),
]
