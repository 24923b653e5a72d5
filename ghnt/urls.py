from django.contrib import admin
from django.urls import include, path, register_converter

from ghnt.periods import HalfYearConverter
from reporting.periods import PeriodConverter

register_converter(HalfYearConverter, "half_year")
register_converter(PeriodConverter, "period")

urlpatterns = [
    path("", include("ghnt.site.urls")),
    path("", include("ghnt.accounts.urls")),
    path("", include("ghnt.notices.urls")),
    path("", include("regions.urls")),
    path("", include("programmes.urls")),
    path("", include("actions.urls")),
    path("", include("reporting.urls")),
    path("beheer/", admin.site.urls),
]
