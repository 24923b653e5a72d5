"""The pages of scans. A scan stands under its municipality, or under the region that fills it in itself."""

from django.urls import path

from reporting.scans.views import files, filling, lists, points, rounds
from reporting.scans.views.doors import both

ROUNDS = "regio/<slug:slug>/scans"
ROUND = f"{ROUNDS}/<int:pk>"
LISTS = "scanlijsten"
LIST = f"{LISTS}/<slug:code>/<int:number>"
THEME = f"{LIST}/onderwerpen/<slug:theme>"
STATEMENT = f"{LIST}/stellingen/<slug:statement>"

urlpatterns = [
    path(f"{ROUNDS}/", rounds.ScanRounds.as_view(), name="scan_list"),
    path(f"{ROUNDS}/nieuw/", rounds.ScanRoundCreate.as_view(), name="scan_round_create"),
    path(f"{ROUND}/", rounds.ScanRoundDetail.as_view(), name="scan_round_detail"),
    path(f"{ROUND}/wijzigen/", rounds.ScanRoundUpdate.as_view(), name="scan_round_update"),
    path(f"{ROUND}/herhalen/", rounds.ScanRoundRepeat.as_view(), name="scan_round_repeat"),
    path(f"{ROUND}/sluiten/", rounds.ScanRoundClose.as_view(), name="scan_round_close"),
    path(f"{ROUND}/openzetten/", rounds.ScanRoundOpen.as_view(), name="scan_round_open"),
    path(f"{ROUND}/vergelijken/", rounds.ScanComparison.as_view(), name="scan_comparison"),
    path(f"{ROUND}/excel/", rounds.ScanRoundWorkbook.as_view(), name="scan_workbook"),
    path("gemeente/<slug:slug>/scans/", rounds.MunicipalScans.as_view(), name="municipal_scan_list"),
]

DOORS = (("municipal_scan", "gemeente/<slug:slug>/scans/<int:pk>"), ("region_scan", f"{ROUND}/invullen"))
PAGES = (
    ("", "", filling.ScanFront),
    ("_theme", "onderwerpen/<slug:theme>/", filling.ScanTheme),
    ("_statement", "onderwerpen/<slug:theme>/<int:statement>/", filling.ScanStatement),
    ("_finish", "afronden/", filling.ScanFinish),
    ("_reopen", "heropenen/", filling.ScanReopen),
    ("_version", "versies/<int:number>/", filling.ScanVersionDetail),
    ("_pdf", "pdf/", filling.ScanPdf),
    ("_file_create", "bijlagen/nieuw/", files.ScanFileCreate),
    ("_file_download", "bijlagen/<int:file>/", files.ScanFileDownload),
    ("_file_change", "bijlagen/<int:file>/wijzigen/", files.ScanFileUpdate),
    ("_file_remove", "bijlagen/<int:file>/verwijderen/", files.ScanFileRemove),
    ("_point_create", "verbeterpunten/nieuw/", points.PointCreate),
    ("_point_update", "verbeterpunten/<int:point>/", points.PointUpdate),
    ("_point_remove", "verbeterpunten/<int:point>/verwijderen/", points.PointRemove),
    ("_point_take_up", "verbeterpunten/<int:point>/oppakken/", points.PointTakeUp),
)

urlpatterns += [
    path(f"{address}/{end}", view.as_view(), name=f"{door}{verb}")
    for verb, end, page in PAGES
    for (door, address), view in zip(DOORS, both(page), strict=True)
]

urlpatterns += [
    path(f"{LISTS}/", lists.ScanLists.as_view(), name="scan_form_list"),
    path(f"{LISTS}/nieuw/", lists.ScanListCreate.as_view(), name="scan_form_create"),
    path(f"{LIST}/", lists.ScanListDetail.as_view(), name="scan_form_detail"),
    path(f"{LIST}/wijzigen/", lists.ScanListUpdate.as_view(), name="scan_form_update"),
    path(f"{LIST}/nieuwe-versie/", lists.ScanListCopy.as_view(), name="scan_form_copy"),
    path(f"{LIST}/verwijderen/", lists.ScanListDelete.as_view(), name="scan_form_delete"),
    path(f"{LIST}/onderwerp-toevoegen/", lists.ScanThemeCreate.as_view(), name="scan_theme_create"),
    path(f"{THEME}/", lists.ScanThemeUpdate.as_view(), name="scan_theme_update"),
    path(f"{THEME}/verwijderen/", lists.ScanThemeDelete.as_view(), name="scan_theme_delete"),
    path(f"{THEME}/verplaatsen/<slug:change>/", lists.ScanThemeMove.as_view(), name="scan_theme_move"),
    path(f"{THEME}/stelling-toevoegen/", lists.StatementCreate.as_view(), name="statement_create"),
    path(f"{STATEMENT}/", lists.StatementUpdate.as_view(), name="statement_update"),
    path(f"{STATEMENT}/verwijderen/", lists.StatementDelete.as_view(), name="statement_delete"),
    path(f"{STATEMENT}/verplaatsen/<slug:change>/", lists.StatementMove.as_view(), name="statement_move"),
]
