"""The addresses of results."""

from django.urls import path

from questionnaire.results import views

app_name = "results"
urlpatterns = [
    path("sample/<slug:questionnaire_key>/", views.sample, name="sample"),
    path("walk/<slug:token>/result/", views.result, name="result"),
]
