"""The admin as a whole: its name, and a header with the choice of language."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

admin.site.site_header = "Ajar"
admin.site.site_title = "Ajar"
admin.site.index_title = _("Administration")
# The questionnaires are one click away from everywhere: a list of models beside them is in the way
admin.site.enable_nav_sidebar = False
