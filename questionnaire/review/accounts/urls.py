"""The addresses of the accounts: an overview, and allauth's pages below it."""

from django.urls import include, path

from questionnaire.review.accounts import profile, views

urlpatterns = [
    path("", views.overview, name="account_overview"),
    path("profile/", profile.profile, name="account_profile"),
    path("", include("allauth.urls")),
]
