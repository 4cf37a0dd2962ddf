"""The addresses of results."""

from django.urls import path

from questionnaire.results.views import deletion, history, records, report, result, sharing, trial

app_name = "results"
urlpatterns = [
    path("sample/<slug:questionnaire_key>/", result.sample, name="sample"),
    path("sample/<slug:questionnaire_key>/try/", trial.sample_trial, name="sample_trial"),
    path("walk/<slug:token>/result/", result.result, name="result"),
    path("walk/<slug:token>/try/", trial.trial, name="trial"),
    path("walk/<slug:token>/share/", sharing.share, name="share"),
    path("walk/<slug:token>/share/<int:number>/revoke/", sharing.revoke, name="revoke"),
    path("shared/<slug:shared_token>/", sharing.shared, name="shared"),
    path("walk/<slug:token>/history/", history.history, name="history"),
    path("walk/<slug:token>/delete/", deletion.delete, name="delete"),
    path("walk/<slug:token>/result.pdf", report.report, name="report"),
    path("shared/<slug:shared_token>/result.pdf", report.shared_report, name="shared_report"),
    path("walk/<slug:token>/result.json", records.record, name="record"),
    path("verify/", records.verify, name="verify"),
]
