from django.urls import path

from reporting.views import figure_import as views

urlpatterns = [
    path("landelijk/cijfers/inlezen/", views.NationalFigureImport.as_view(), name="figure_import"),
    path(
        "landelijk/cijfers/inlezen/<int:pk>/",
        views.NationalFigureImportPreview.as_view(),
        name="figure_import_preview",
    ),
    path("regio/<slug:slug>/cijfers/inlezen/", views.RegionFigureImport.as_view(), name="region_figure_import"),
    path(
        "regio/<slug:slug>/cijfers/inlezen/<int:pk>/",
        views.RegionFigureImportPreview.as_view(),
        name="region_figure_import_preview",
    ),
]
