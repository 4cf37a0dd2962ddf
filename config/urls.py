"""Every address: one prefix per language, and what speaks none."""

from allauth.account.decorators import secure_admin_login
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from questionnaire.results.views import languages, records

# Who may enter the admin signs in where everybody does, with the second step
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("language/", languages.change_language, name="set_language"),
    path("schema/record-1.json", records.schema, name="record_schema"),
    *i18n_patterns(
        path("admin/", admin.site.urls),
        path("account/", include("questionnaire.review.accounts.urls")),
        path("", include("questionnaire.urls")),
    ),
]
