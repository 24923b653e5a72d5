from django.urls import path

from actions.bottlenecks.urls import urlpatterns as bottleneck_urls
from actions.learning.urls import urlpatterns as learning_urls
from actions.means.urls import urlpatterns as means_urls
from actions.views import (
    action,
    asking,
    bulk,
    coverage,
    destinies,
    exchange,
    files,
    first_load,
    initiatives,
    list_documents,
    listing,
    local,
    matrix,
    municipality,
    national_coverage,
    progress,
    puller_answer,
    remark_actions,
    saved_views,
    sharing,
    succession,
    weighing,
    whole,
)
from programmes.coverage import Subject

app_name = "actions"

urlpatterns = [
    path("regio/<slug:slug>/programma/wat-gebeurt-er/", destinies.DestinyList.as_view(), name="destiny_list"),
    path("regio/<slug:slug>/programma/wat-gebeurt-er/kiezen/", destinies.DestinyEdit.as_view(), name="destiny_edit"),
    path("regio/<slug:slug>/programma/naast-elkaar/", destinies.ProgrammesBeside.as_view(), name="programmes_beside"),
    path("regio/<slug:slug>/programma/opvolger/", succession.ProgrammeCopy.as_view(), name="programme_copy"),
    path("regio/<slug:slug>/acties/", listing.ActionList.as_view(), name="action_list"),
    path("regio/<slug:slug>/acties/nieuw/", action.ActionCreate.as_view(), name="action_create"),
    path("regio/<slug:slug>/acties/<int:pk>/", action.ActionDetail.as_view(), name="action_detail"),
    path("regio/<slug:slug>/acties/<int:pk>/wijzigen/", action.ActionUpdate.as_view(), name="action_update"),
    path(
        "regio/<slug:slug>/acties/<int:pk>/gemeenten/",
        municipality.ActionMunicipalities.as_view(),
        name="action_municipalities",
    ),
    path(
        "regio/<slug:slug>/acties/<int:pk>/gemeenten/<slug:municipality>/",
        municipality.ActionMunicipalityRow.as_view(),
        name="action_municipality_row",
    ),
    path("regio/<slug:slug>/acties/gemeenten/", matrix.MatrixView.as_view(), name="matrix"),
    path("regio/<slug:slug>/acties/gemeenten/invullen/", matrix.MatrixEdit.as_view(), name="matrix_edit"),
    path("regio/<slug:slug>/acties/gemeenten/excel/", matrix.MatrixWorkbook.as_view(), name="matrix_xlsx"),
    path("regio/<slug:slug>/acties/gemeenten/pdf/", matrix.MatrixPdf.as_view(), name="matrix_pdf"),
    path("regio/<slug:slug>/acties/documenten/<int:pk>/", list_documents.ListDocument.as_view(), name="list_document"),
    path(
        "regio/<slug:slug>/acties/documenten/<int:pk>/bestand/",
        list_documents.ListDocumentFile.as_view(),
        name="list_document_file",
    ),
    path(
        "regio/<slug:slug>/acties/documenten/<int:pk>/opnieuw/",
        list_documents.ListDocumentRetry.as_view(),
        name="list_document_retry",
    ),
    path("regio/<slug:slug>/acties/aangeboden/", sharing.OfferList.as_view(), name="offer_list"),
    path("regio/<slug:slug>/acties/aangeboden/<int:pk>/meedoen/", sharing.OfferAccept.as_view(), name="offer_accept"),
    path(
        "regio/<slug:slug>/acties/aangeboden/<int:pk>/niet-meedoen/",
        sharing.OfferDecline.as_view(),
        name="offer_decline",
    ),
    path("regio/<slug:slug>/acties/<int:pk>/delen/", sharing.ActionShare.as_view(), name="action_share"),
    path("regio/<slug:slug>/acties/<int:pk>/delen/<int:offer>/stoppen/", sharing.OfferEnd.as_view(), name="offer_end"),
    path("regio/<slug:slug>/acties/<int:pk>/stoppen/", sharing.ShareLeave.as_view(), name="share_leave"),
    path("regio/<slug:slug>/vraag-de-trekker/", asking.PullerRequestList.as_view(), name="puller_request_list"),
    path(
        "regio/<slug:slug>/vraag-de-trekker/nieuw/",
        asking.PullerRequestCreate.as_view(),
        name="puller_request_create",
    ),
    path(
        "regio/<slug:slug>/vraag-de-trekker/<int:pk>/",
        asking.PullerRequestDetail.as_view(),
        name="puller_request_detail",
    ),
    path(
        "regio/<slug:slug>/vraag-de-trekker/<int:pk>/intrekken/",
        asking.PullerRequestRevoke.as_view(),
        name="puller_request_revoke",
    ),
    path(
        "regio/<slug:slug>/vraag-de-trekker/<int:pk>/nieuwe-link/",
        asking.PullerRequestNewLink.as_view(),
        name="puller_request_link",
    ),
    path(
        "regio/<slug:slug>/vraag-de-trekker/<int:pk>/<int:answer>/overnemen/",
        asking.PullerAnswerTake.as_view(),
        name="puller_answer_take",
    ),
    path(
        "regio/<slug:slug>/vraag-de-trekker/<int:pk>/<int:answer>/niet-overnemen/",
        asking.PullerAnswerLeave.as_view(),
        name="puller_answer_leave",
    ),
    path("vraag/<slug:secret>/", puller_answer.PullerAnswerPage.as_view(), name="puller_answer"),
    path("gemeente/<slug:slug>/acties/", local.LocalActionList.as_view(), name="local_action_list"),
    path("gemeente/<slug:slug>/acties/nieuw/", local.LocalActionCreate.as_view(), name="local_action_create"),
    path("gemeente/<slug:slug>/acties/<int:pk>/", local.LocalActionUpdate.as_view(), name="local_action_update"),
    path(
        "gemeente/<slug:slug>/acties/<int:pk>/verwijderen/",
        local.LocalActionRemove.as_view(),
        name="local_action_remove",
    ),
    path("regio/<slug:slug>/voortgang/<half_year:half_year>/", progress.Progress.as_view(), name="progress"),
    path(
        "regio/<slug:slug>/voortgang/<half_year:half_year>/<int:pk>/",
        progress.ProgressRow.as_view(),
        name="progress_row",
    ),
]

ACTION_FILES = "regio/<slug:slug>/acties/<int:pk>/bestanden"

urlpatterns += [
    path(f"{ACTION_FILES}/nieuw/", files.ActionFileCreate.as_view(), name="action_file_create"),
    path(f"{ACTION_FILES}/<int:file>/", files.ActionFileDownload.as_view(), name="action_file_download"),
    path(f"{ACTION_FILES}/<int:file>/wijzigen/", files.ActionFileUpdate.as_view(), name="action_file_change"),
    path(f"{ACTION_FILES}/<int:file>/verwijderen/", files.ActionFileRemove.as_view(), name="action_file_remove"),
]

COVERAGE = "regio/<slug:slug>/programma/dekking"

urlpatterns += [
    path(f"{COVERAGE}/", coverage.Coverage.as_view(), name="coverage"),
    path(f"{COVERAGE}/maatregelen/", coverage.Coverage.as_view(subject=Subject.MEASURES), name="coverage_measures"),
    path(f"{COVERAGE}/excel/", coverage.CoverageWorkbook.as_view(), name="coverage_workbook"),
    path(f"{COVERAGE}/keuzes/", coverage.CoverageEdit.as_view(), name="coverage_edit"),
    path(
        f"{COVERAGE}/maatregelen/keuzes/",
        coverage.CoverageEdit.as_view(subject=Subject.MEASURES),
        name="coverage_measures_edit",
    ),
]

urlpatterns += [
    path("landelijk/dekking/", national_coverage.NationalCoverage.as_view(), name="national_coverage"),
    path(
        "landelijk/dekking/excel/",
        national_coverage.NationalCoverageWorkbook.as_view(),
        name="national_coverage_workbook",
    ),
    path(
        "landelijk/dekking/maatregelen/",
        national_coverage.NationalCoverage.as_view(subject=Subject.MEASURES),
        name="national_coverage_measures",
    ),
    path(
        "landelijk/dekking/maatregelen/excel/",
        national_coverage.NationalCoverageWorkbook.as_view(subject=Subject.MEASURES),
        name="national_coverage_measures_workbook",
    ),
]

_INITIATIVES = "regio/<slug:slug>/initiatieven/"

urlpatterns += [
    path(_INITIATIVES, initiatives.InitiativeList.as_view(), name="initiative_list"),
    path(f"{_INITIATIVES}nieuw/", initiatives.InitiativeCreate.as_view(), name="initiative_create"),
    path(f"{_INITIATIVES}<int:pk>/", initiatives.InitiativeDetail.as_view(), name="initiative_detail"),
    path(f"{_INITIATIVES}<int:pk>/wijzigen/", weighing.InitiativeUpdate.as_view(), name="initiative_update"),
    path(f"{_INITIATIVES}<int:pk>/wegen/", weighing.InitiativeWeigh.as_view(), name="initiative_weigh"),
    path(f"{_INITIATIVES}<int:pk>/overnemen/", weighing.InitiativeAccept.as_view(), name="initiative_accept"),
    path(f"{_INITIATIVES}<int:pk>/afwijzen/", weighing.InitiativeDecline.as_view(), name="initiative_decline"),
]

WHOLE = "regio/<slug:slug>/acties/<int:pk>"

urlpatterns += [
    path("regio/<slug:slug>/acties/archief/", whole.ActionArchive.as_view(), name="action_archive"),
    path(f"{WHOLE}/archiveren/", whole.ActionPutAway.as_view(), name="action_put_away"),
    path(f"{WHOLE}/terugzetten/", whole.ActionUnarchive.as_view(), name="action_unarchive"),
    path(f"{WHOLE}/verwijderen/", whole.ActionRemove.as_view(), name="action_remove"),
    path(f"{WHOLE}/dupliceren/", whole.ActionDuplicate.as_view(), name="action_duplicate"),
    path(f"{WHOLE}/samenvoegen/", whole.ActionMerge.as_view(), name="action_merge"),
    path(f"{WHOLE}/mijlpaal-gehaald/", whole.MilestoneReached.as_view(), name="milestone_reached"),
]

EXCHANGE = "regio/<slug:slug>/acties"

urlpatterns += [
    path(f"{EXCHANGE}/excel/", exchange.ActionExport.as_view(), name="export"),
    path(f"{EXCHANGE}/csv/", exchange.ActionExportCsv.as_view(), name="export_csv"),
    path(f"{EXCHANGE}/inlezen/", exchange.ActionImportUpload.as_view(), name="import"),
    path(f"{EXCHANGE}/inlezen/<int:pk>/", exchange.ActionImportPreview.as_view(), name="import_preview"),
    path(f"{EXCHANGE}/eigen-lijst/", first_load.FirstLoad.as_view(), name="first_load"),
    path(
        f"{EXCHANGE}/eigen-lijst/<int:pk>/kolommen/", first_load.FirstLoadColumns.as_view(), name="first_load_columns"
    ),
    path(f"{EXCHANGE}/eigen-lijst/<int:pk>/woorden/", first_load.FirstLoadValues.as_view(), name="first_load_values"),
]

urlpatterns += [
    path("regio/<slug:slug>/acties/gezien/", listing.ActionVisit.as_view(), name="action_visit"),
    path("regio/<slug:slug>/acties/tijdlijn/pdf/", listing.TimelinePdf.as_view(), name="timeline_pdf"),
    path("regio/<slug:slug>/acties/samen-wijzigen/", bulk.BulkChange.as_view(), name="action_bulk"),
    path("regio/<slug:slug>/acties/weergaven/", saved_views.SavedViewList.as_view(), name="saved_view_list"),
    path("regio/<slug:slug>/acties/weergaven/nieuw/", saved_views.SavedViewCreate.as_view(), name="saved_view_create"),
    path(
        "regio/<slug:slug>/acties/weergaven/<int:pk>/",
        saved_views.SavedViewUpdate.as_view(),
        name="saved_view_update",
    ),
    path(
        "regio/<slug:slug>/acties/weergaven/<int:pk>/weghalen/",
        saved_views.SavedViewDelete.as_view(),
        name="saved_view_delete",
    ),
]

urlpatterns += [
    path(
        "regio/<slug:slug>/opmerkingen/<int:remark>/acties/",
        remark_actions.RemarkActions.as_view(),
        name="remark_actions",
    ),
]

urlpatterns += means_urls

urlpatterns += bottleneck_urls
urlpatterns += learning_urls
