from django.urls import path

from reporting.views import exact_views, figure_workbooks, national_figures

NATIONAL = "landelijk/cijfers"
PAPER = f"{NATIONAL}/pdf/<int:pk>"

urlpatterns = [
    path(f"{NATIONAL}/", national_figures.NationalFigures.as_view(), name="national_figures"),
    path(f"{NATIONAL}/excel/", national_figures.NationalFiguresWorkbook.as_view(), name="national_figures_workbook"),
    path(f"{NATIONAL}/pdf/", national_figures.PaperAsk.as_view(), name="national_figures_pdf"),
    path(f"{PAPER}/", national_figures.PaperPage.as_view(), name="national_figures_paper"),
    path(f"{PAPER}/bestand/", national_figures.PaperFile.as_view(), name="national_figures_file"),
    path(f"{PAPER}/stand/", national_figures.PaperState.as_view(), name="national_figures_state"),
    path(f"{PAPER}/opnieuw/", national_figures.PaperRetry.as_view(), name="national_figures_retry"),
    path(f"{NATIONAL}/inzage/", exact_views.NationalExactViews.as_view(), name="national_exact_views"),
    path(f"{NATIONAL}/inzage/excel/", exact_views.NationalExactWorkbook.as_view(), name="national_exact_workbook"),
    path(
        "regio/<slug:slug>/cijfers/indicator/<slug:code>/excel/",
        figure_workbooks.IndicatorWorkbook.as_view(),
        name="indicator_workbook",
    ),
    path("regio/<slug:slug>/cijfers/inzage/", exact_views.ExactViews.as_view(), name="exact_views"),
    path("regio/<slug:slug>/cijfers/inzage/excel/", exact_views.ExactWorkbook.as_view(), name="exact_workbook"),
]
