"""Groups and the rights that they give, named in the reader's language: English is only stored."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group, Permission
from django.forms import ModelMultipleChoiceField
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_noop, pgettext_lazy
from django.utils.translation import gettext_lazy as _

# Those that a migration makes
OURS = (gettext_noop("Question editors"), gettext_noop("Publishers"))
# Django stores "Can add question", and has no words for it in other languages
DEEDS = {
    "view": pgettext_lazy("a right", "look at"),
    "add": pgettext_lazy("a right", "add"),
    "change": pgettext_lazy("a right", "change"),
    "delete": pgettext_lazy("a right", "delete"),
}

admin.site.unregister(Group)


def group_name(group: Group) -> str:
    """Return what a group is called: ours in the reader's language, others as they are."""
    return gettext(group.name) if group.name in OURS else group.name


def right_name(right: Permission) -> str:
    """Return what a right lets somebody do, such as "Questions: change"."""
    model = right.content_type.model_class()
    deed = DEEDS.get(right.codename.partition("_")[0])
    if model is None or deed is None:
        return gettext(right.name)
    return f"{capfirst(model._meta.verbose_name_plural)}: {deed}"  # noqa: SLF001 - Django's own name


class Groups(ModelMultipleChoiceField[Any]):
    """Groups to choose from."""

    def label_from_instance(self, obj: Any) -> str:
        """Return a group's name."""
        return group_name(obj)


class Rights(ModelMultipleChoiceField[Any]):
    """Rights to choose from."""

    def label_from_instance(self, obj: Any) -> str:
        """Return a right's name."""
        return right_name(obj)


class OfGroup(admin.RelatedFieldListFilter):
    """Narrows a list of people down to a group."""

    def field_choices(self, *args: Any) -> Any:  # noqa: ARG002 - Django's own signature
        """Return the groups, by their names as they are shown."""
        found = [(group.pk, group_name(group)) for group in Group.objects.all()]
        return sorted(found, key=lambda choice: choice[1].casefold())


@admin.register(Group)
class RightsAdmin(GroupAdmin):
    """Django's page of a group, in the reader's language."""

    list_display = ("named",)

    @admin.display(description=_("name"), ordering="name")
    def named(self, group: Group) -> str:
        """Return a group's name."""
        return group_name(group)

    def formfield_for_manytomany(
        self, db_field: Any, request: HttpRequest | None = None, **options: Any
    ) -> Any:
        """Name the rights as they are named here."""
        return super().formfield_for_manytomany(db_field, request, form_class=Rights, **options)
