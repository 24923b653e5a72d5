from django.urls import path

from reporting.views import (
    chapters,
    council_documents,
    dossier,
    handing_in,
    judging,
    pdf,
    programme_plan,
    programme_versions,
    reports,
    rounds,
)

app_name = "reporting"

REGION = "regio/<slug:slug>"
REPORT = f"{REGION}/rapportages/<half_year:half_year>"

urlpatterns = [
    path(f"{REGION}/voortgang/", reports.ProgressNow.as_view(), name="progress_now"),
    path(f"{REGION}/rapportages/", reports.ReportList.as_view(), name="report_list"),
    path(f"{REPORT}/", reports.ReportDetail.as_view(), name="report_detail"),
    path(f"{REPORT}/hoofdstuk/<slug:chapter>/", chapters.ReportChapter.as_view(), name="report_chapter"),
    path(f"{REPORT}/controleren/", handing_in.ReportCheck.as_view(), name="report_check"),
    path(f"{REPORT}/voorbeeld/", reports.ReportPreview.as_view(), name="report_preview"),
    path(f"{REPORT}/versies/<int:number>/", reports.VersionDetail.as_view(), name="version_detail"),
    path(f"{REPORT}/vaststellen/", handing_in.ReportAdopt.as_view(), name="report_adopt"),
    path(f"{REPORT}/terugsturen/", judging.ReportReturn.as_view(), name="report_return"),
    path(f"{REPORT}/accepteren/", judging.ReportAccept.as_view(), name="report_accept"),
    path("landelijk/rapportages/", rounds.Inbox.as_view(), name="inbox"),
    path("landelijk/rondes/", rounds.RoundList.as_view(), name="round_list"),
    path("landelijk/rondes/nieuw/", rounds.RoundCreate.as_view(), name="round_create"),
    path("landelijk/rondes/<slug:code>/", rounds.RoundDetail.as_view(), name="round_detail"),
    path(f"{REPORT}/versies/<int:number>/pdf/", pdf.VersionPdf.as_view(), name="version_pdf"),
    path(f"{REPORT}/versies/<int:number>/pdf/stand/", pdf.VersionPdfState.as_view(), name="version_pdf_state"),
    path(f"{REPORT}/versies/<int:number>/pdf/opnieuw/", pdf.VersionPdfRetry.as_view(), name="version_pdf_retry"),
]

VERSIONS = f"{REGION}/programma/versies"
VERSION = f"{VERSIONS}/<int:number>"
PLAN = f"{REGION}/uitvoeringsplan"

urlpatterns += [
    path(f"{VERSIONS}/", programme_versions.ProgrammeVersionList.as_view(), name="programme_version_list"),
    path(f"{VERSION}/", programme_versions.ProgrammeVersionDetail.as_view(), name="programme_version_detail"),
    path(
        f"{VERSION}/in-behandeling/", programme_versions.ProgrammeVersionTreat.as_view(), name="programme_version_treat"
    ),
    path(
        f"{VERSION}/terugnemen/",
        programme_versions.ProgrammeVersionWithdraw.as_view(),
        name="programme_version_withdraw",
    ),
    path(f"{VERSION}/vaststellen/", programme_versions.ProgrammeVersionAdopt.as_view(), name="programme_version_adopt"),
    path(
        f"{VERSION}/verschillen/",
        programme_versions.ProgrammeVersionDifferences.as_view(),
        name="programme_version_differences",
    ),
    path(f"{VERSION}/pdf/", programme_versions.ProgrammeVersionPdf.as_view(), name="programme_version_pdf"),
    path(
        f"{VERSION}/pdf/stand/",
        programme_versions.ProgrammeVersionPdfState.as_view(),
        name="programme_version_pdf_state",
    ),
    path(
        f"{VERSION}/pdf/opnieuw/",
        programme_versions.ProgrammeVersionPdfRetry.as_view(),
        name="programme_version_pdf_retry",
    ),
    path(f"{PLAN}/", programme_plan.ProgrammePlan.as_view(), name="programme_plan"),
    path(f"{PLAN}/pdf/", programme_plan.ProgrammePlanPdf.as_view(), name="programme_plan_pdf"),
    path(f"{PLAN}/pdf/stand/", programme_plan.ProgrammePlanPdfState.as_view(), name="programme_plan_pdf_state"),
]

DRAFTS = f"{VERSION}/stukken"
DRAFT = f"{DRAFTS}/<int:pk>"

urlpatterns += [
    path(f"{DRAFTS}/", council_documents.CouncilDocumentList.as_view(), name="council_document_list"),
    path(f"{DRAFT}/", council_documents.CouncilDocumentDetail.as_view(), name="council_document_detail"),
    path(
        f"{DRAFT}/hoofdstuk/<slug:chapter>/",
        council_documents.CouncilDocumentChapterUpdate.as_view(),
        name="council_document_chapter",
    ),
    path(f"{DRAFT}/titel/", council_documents.CouncilDocumentUpdate.as_view(), name="council_document_update"),
    path(f"{DRAFT}/verwijderen/", council_documents.CouncilDocumentDelete.as_view(), name="council_document_delete"),
    path(f"{DRAFT}/word/", council_documents.CouncilDocumentWord.as_view(), name="council_document_word"),
    path(f"{DRAFT}/pdf/", council_documents.CouncilDocumentPdf.as_view(), name="council_document_pdf"),
]

urlpatterns += [
    path("dossier/<str:secret>/", dossier.DossierPage.as_view(), name="dossier"),
    path("dossier/<str:secret>/pdf/", dossier.DossierPdf.as_view(), name="dossier_pdf"),
]
