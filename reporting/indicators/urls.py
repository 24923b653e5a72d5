from django.urls import path

from reporting.views import figure_entry as entry
from reporting.views import figures, national_indicators
from reporting.views import indicator_forms as forms

FIGURES = "regio/<slug:slug>/cijfers"
ONE = f"{FIGURES}/indicator/<slug:code>"
NATIONAL = "landelijk/indicatoren"

urlpatterns = [
    path(f"{FIGURES}/", figures.FigureList.as_view(), name="figure_list"),
    path(f"{FIGURES}/indicator-toevoegen/", forms.IndicatorCreate.as_view(), name="indicator_create"),
    path(f"{ONE}/", figures.IndicatorDetail.as_view(), name="indicator_detail"),
    path(f"{ONE}/wijzigen/", forms.IndicatorUpdate.as_view(), name="indicator_update"),
    path(f"{ONE}/verwijderen/", forms.IndicatorRemove.as_view(), name="indicator_remove"),
    path(f"{ONE}/invullen/<period:period>/", entry.FigureEntry.as_view(), name="figure_entry"),
    path(f"{ONE}/eerdere-waarden/<str:area>/<period:period>/", figures.FigureHistory.as_view(), name="figure_history"),
    path(f"{ONE}/streefwaarde/<str:area>/", forms.TargetUpdate.as_view(), name="figure_target"),
    path(f"{ONE}/niet-vergelijkbaar/", forms.ExcuseCreate.as_view(), name="incomparability_create"),
    path(f"{ONE}/niet-vergelijkbaar/<int:pk>/", forms.ExcuseUpdate.as_view(), name="incomparability_update"),
    path(
        f"{ONE}/niet-vergelijkbaar/<int:pk>/verwijderen/",
        forms.ExcuseRemove.as_view(),
        name="incomparability_remove",
    ),
    path(f"{NATIONAL}/", national_indicators.NationalIndicatorList.as_view(), name="national_indicator_list"),
    path(f"{NATIONAL}/nieuw/", forms.NationalIndicatorCreate.as_view(), name="national_indicator_create"),
    path(
        f"{NATIONAL}/bekijken/<slug:code>/",
        national_indicators.NationalIndicatorDetail.as_view(),
        name="national_indicator_detail",
    ),
    path(
        f"{NATIONAL}/bekijken/<slug:code>/wijzigen/",
        forms.NationalIndicatorUpdate.as_view(),
        name="national_indicator_update",
    ),
    path(
        f"{NATIONAL}/bekijken/<slug:code>/verwijderen/",
        national_indicators.NationalIndicatorRemove.as_view(),
        name="national_indicator_remove",
    ),
    path(
        f"{NATIONAL}/bekijken/<slug:code>/terugzetten/",
        national_indicators.NationalIndicatorRestore.as_view(),
        name="national_indicator_restore",
    ),
    path(
        f"{NATIONAL}/bekijken/<slug:code>/invullen/<period:period>/",
        entry.NationalFigureEntry.as_view(),
        name="national_figure_entry",
    ),
    path(
        f"{NATIONAL}/bekijken/<slug:code>/niet-vergelijkbaar/",
        forms.NationalExcuseCreate.as_view(),
        name="national_incomparability_create",
    ),
    path(
        f"{NATIONAL}/bekijken/<slug:code>/niet-vergelijkbaar/<int:pk>/",
        forms.NationalExcuseUpdate.as_view(),
        name="national_incomparability_update",
    ),
    path(
        f"{NATIONAL}/bekijken/<slug:code>/niet-vergelijkbaar/<int:pk>/verwijderen/",
        forms.NationalExcuseRemove.as_view(),
        name="national_incomparability_remove",
    ),
]
