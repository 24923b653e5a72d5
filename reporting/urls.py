from django.urls import path

from reporting.figure_import.urls import urlpatterns as figure_import_urls
from reporting.indicators.urls import urlpatterns as indicator_urls
from reporting.national_figures.urls import urlpatterns as national_figures_urls
from reporting.scans.urls import urlpatterns as scan_urls
from reporting.views import (
    all_answers,
    bundles,
    chapters,
    comparison,
    council_documents,
    differences,
    dossier,
    handing_in,
    inbox,
    judging,
    marking,
    municipal,
    national_differences,
    own_reports,
    pdf,
    people,
    plan,
    programme_plan,
    programme_versions,
    public,
    publishing,
    question_set_parts,
    question_set_reading,
    question_sets,
    reports,
    rounds,
    signals,
    talking,
    verifying,
    writing,
)

app_name = "reporting"

REGION = "regio/<slug:slug>"
REPORT = f"{REGION}/rapportages/<slug:code>"

urlpatterns = [
    *scan_urls,
    *figure_import_urls,
    *indicator_urls,
    *national_figures_urls,
    path(f"{REGION}/voortgang/", reports.ProgressNow.as_view(), name="progress_now"),
    path(f"{REGION}/rapportages/", reports.ReportList.as_view(), name="report_list"),
    path(f"{REGION}/rapportages/eigen/", own_reports.OwnReportCreate.as_view(), name="own_report_create"),
    path(f"{REPORT}/", reports.ReportDetail.as_view(), name="report_detail"),
    path(f"{REPORT}/hoofdstuk/<slug:chapter>/", chapters.ReportChapter.as_view(), name="report_chapter"),
    path(f"{REPORT}/controleren/", handing_in.ReportCheck.as_view(), name="report_check"),
    path(f"{REPORT}/voorbeeld/", reports.ReportPreview.as_view(), name="report_preview"),
    path(f"{REPORT}/versies/<int:number>/", reports.VersionDetail.as_view(), name="version_detail"),
    path(f"{REPORT}/vaststellen/", handing_in.ReportAdopt.as_view(), name="report_adopt"),
    path(f"{REPORT}/wie-werkte-mee/", people.ReportPeople.as_view(), name="report_people"),
    path(f"{REPORT}/terugnemen/", handing_in.ReportWithdraw.as_view(), name="report_withdraw"),
    path(f"{REPORT}/in-behandeling/", judging.ReportOpen.as_view(), name="report_open"),
    path(f"{REPORT}/heropenen/", judging.ReportReopen.as_view(), name="report_reopen"),
    path(f"{REPORT}/terugsturen/", judging.ReportReturn.as_view(), name="report_return"),
    path(f"{REPORT}/accepteren/", judging.ReportAccept.as_view(), name="report_accept"),
    path("landelijk/rondes/", rounds.RoundList.as_view(), name="round_list"),
    path("landelijk/rondes/nieuw/", rounds.RoundCreate.as_view(), name="round_create"),
    path("landelijk/rondes/<slug:code>/", rounds.RoundDetail.as_view(), name="round_detail"),
    path("landelijk/rondes/<slug:code>/wijzigen/", rounds.RoundUpdate.as_view(), name="round_update"),
    path("landelijk/rondes/<slug:code>/excel/", rounds.RoundWorkbook.as_view(), name="round_workbook"),
    path("landelijk/rondes/<slug:code>/uitstel/<slug:slug>/", rounds.RoundExtend.as_view(), name="round_extend"),
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

urlpatterns += [
    path("controleren/", verifying.Verify.as_view(), name="verify"),
    path("openbaar/", public.PublicList.as_view(), name="public_list"),
    path("openbaar/<slug:slug>/<slug:code>/", public.PublicDetail.as_view(), name="public_detail"),
    path("openbaar/<slug:slug>/<slug:code>/pdf/", public.PublicPdf.as_view(), name="public_pdf"),
    path(f"{REPORT}/openbaar/", publishing.PublicSummaryUpdate.as_view(), name="public_summary"),
    path(f"{REPORT}/openbaar/vrijgeven/", publishing.PublicReleaseCreate.as_view(), name="public_release"),
    path(f"{REPORT}/openbaar/intrekken/", publishing.PublicReleaseWithdraw.as_view(), name="public_withdraw"),
    path(f"{REPORT}/versies/<int:number>/html/", pdf.VersionHtml.as_view(), name="version_html"),
    path(f"{REPORT}/versies/<int:number>/word/", pdf.VersionWord.as_view(), name="version_word"),
    path(f"{REPORT}/versies/<int:number>/excel/", pdf.VersionWorkbook.as_view(), name="version_workbook"),
]

urlpatterns += [
    path(f"{REPORT}/verschil/", differences.ReportDifference.as_view(), name="report_difference"),
    path(
        f"{REPORT}/verschil/excel/", differences.ReportDifferenceWorkbook.as_view(), name="report_difference_workbook"
    ),
    path("landelijk/verschillen/", national_differences.NationalDifferences.as_view(), name="national_differences"),
    path(
        "landelijk/verschillen/excel/",
        national_differences.NationalDifferencesWorkbook.as_view(),
        name="national_differences_workbook",
    ),
]

urlpatterns += [
    path(
        f"{REPORT}/hoofdstuk/<slug:chapter>/vraag/<int:question>/", writing.AnswerSave.as_view(), name="report_answer"
    ),
    path(f"{REPORT}/hoofdstuk/<slug:chapter>/samen/", talking.ChapterTalking.as_view(), name="chapter_talk"),
    path(f"{REPORT}/planning/", plan.ReportPlan.as_view(), name="report_plan"),
    path("gemeente/<slug:slug>/rapportage/<slug:code>/", municipal.MunicipalReport.as_view(), name="municipal_report"),
    path(
        "gemeente/<slug:slug>/rapportage/<slug:code>/vraag/<int:question>/",
        municipal.MunicipalAnswerSave.as_view(),
        name="municipal_answer",
    ),
]

SETS = "landelijk/vragenlijsten"
SET = f"{SETS}/<int:number>"
SECTION = f"{SET}/hoofdstukken/<slug:key>"
QUESTION = f"{SET}/vragen/<slug:key>"

urlpatterns += [
    path(f"{SETS}/", question_sets.SetList.as_view(), name="question_set_list"),
    path(f"{SETS}/nieuw/", question_sets.SetCreate.as_view(), name="question_set_create"),
    path(f"{SET}/", question_sets.SetDetail.as_view(), name="question_set_detail"),
    path(f"{SET}/naam/", question_sets.SetUpdate.as_view(), name="question_set_update"),
    path(f"{SET}/kopie/", question_sets.SetCopy.as_view(), name="question_set_copy"),
    path(f"{SET}/verwijderen/", question_sets.SetDelete.as_view(), name="question_set_delete"),
    path(f"{SET}/verschillen/", question_set_reading.SetDifferences.as_view(), name="question_set_differences"),
    path(f"{SET}/excel/", question_set_reading.SetWorkbook.as_view(), name="question_set_workbook"),
    path(f"{SET}/hoofdstuk-toevoegen/", question_set_parts.SectionCreate.as_view(), name="question_section_create"),
    path(f"{SECTION}/", question_set_parts.SectionUpdate.as_view(), name="question_section_update"),
    path(f"{SECTION}/verwijderen/", question_set_parts.SectionDelete.as_view(), name="question_section_delete"),
    path(
        f"{SECTION}/verplaatsen/<slug:change>/", question_set_parts.SectionMove.as_view(), name="question_section_move"
    ),
    path(f"{SECTION}/vraag-toevoegen/", question_set_parts.QuestionCreate.as_view(), name="question_create"),
    path(f"{QUESTION}/", question_set_parts.QuestionUpdate.as_view(), name="question_update"),
    path(f"{QUESTION}/verwijderen/", question_set_parts.QuestionDelete.as_view(), name="question_delete"),
    path(f"{QUESTION}/verplaatsen/<slug:change>/", question_set_parts.QuestionMove.as_view(), name="question_move"),
]

urlpatterns += [
    path("landelijk/rapportages/", inbox.Inbox.as_view(), name="inbox"),
    path("landelijk/rapportages/excel/", inbox.InboxWorkbook.as_view(), name="inbox_workbook"),
    path("landelijk/vergelijken/", comparison.Compare.as_view(), name="comparison"),
    path("landelijk/vergelijken/bouwstenen/", comparison.ComparisonMatrix.as_view(), name="comparison_matrix"),
    path(
        f"{REPORT}/versies/<int:number>/naast-vorige/",
        comparison.VersionBesideItself.as_view(),
        name="version_beside_previous",
    ),
    path("landelijk/antwoorden/", all_answers.AllAnswersPage.as_view(), name="all_answers"),
    path("landelijk/antwoorden/excel/", all_answers.AnswersWorkbook.as_view(), name="all_answers_workbook"),
    path("landelijk/signalen/", signals.SignalList.as_view(), name="signal_list"),
    path("landelijk/signalen/excel/", signals.SignalWorkbook.as_view(), name="signal_workbook"),
    path(f"{REGION}/rapportages/signalen/<int:pk>/", signals.SignalDetail.as_view(), name="signal_detail"),
    path(
        f"{REGION}/rapportages/signalen/<int:pk>/knelpunt/",
        signals.SignalBottleneck.as_view(),
        name="signal_bottleneck",
    ),
    path(f"{REPORT}/hoofdstuk/<slug:chapter>/markeren/", marking.SignalMarkDraft.as_view(), name="signal_mark"),
    path(f"{REPORT}/markering/<int:pk>/verwijderen/", marking.SignalRemove.as_view(), name="signal_remove"),
    path(f"{REPORT}/versies/<int:number>/markeren/", marking.SignalMarkVersion.as_view(), name="version_signal_mark"),
]

urlpatterns += [
    path("landelijk/boek/", bundles.Book.as_view(), name="book"),
    path("landelijk/rondes/<slug:code>/zip/", bundles.RoundZip.as_view(), name="round_zip"),
    path(f"{REPORT}/dossier/", bundles.ReportDossier.as_view(), name="report_dossier"),
    path("bestanden/<int:pk>/", bundles.BundleDetail.as_view(), name="bundle_detail"),
    path("bestanden/<int:pk>/stand/", bundles.BundleState.as_view(), name="bundle_state"),
    path("bestanden/<int:pk>/download/", bundles.BundleDownload.as_view(), name="bundle_download"),
    path("bestanden/<int:pk>/stoppen/", bundles.BundleStop.as_view(), name="bundle_stop"),
    path("bestanden/<int:pk>/opnieuw/", bundles.BundleRetry.as_view(), name="bundle_retry"),
]
