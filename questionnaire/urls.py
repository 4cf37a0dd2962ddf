"""The addresses of the app, slice by slice."""

from django.urls import include, path

urlpatterns = [
    path("", include("questionnaire.walk.urls")),
    path("", include("questionnaire.results.urls")),
    path("staff/", include("questionnaire.review.urls")),
]
