"""Every address: one prefix per language, and what speaks none."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.i18n import set_language

from questionnaire.results.views import records

urlpatterns = [
    path("language/", set_language, name="set_language"),
    path("schema/record-1.json", records.schema, name="record_schema"),
    *i18n_patterns(
        path("admin/", admin.site.urls),
        path("", include("questionnaire.urls")),
    ),
]
