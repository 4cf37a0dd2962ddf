"""Correcting the spelling of a published text."""

from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from questionnaire.admin.access import Right, questionnaire_for
from questionnaire.admin.matrix import Filters, language_name
from questionnaire.admin.pages import page
from questionnaire.admin.worddiff import word_difference
from questionnaire.catalogue.corrections import CorrectionError, correct
from questionnaire.catalogue.files import languages
from questionnaire.catalogue.places import in_words
from questionnaire.catalogue.texts import Text, texts_of
from questionnaire.enums import CorrectionFlaw
from questionnaire.models import Questionnaire
from questionnaire.models.translated import digest_of

MAX_REASON = 1_000
# What is wrong with the reason; all else is wrong with the text
OF_REASON = {CorrectionFlaw.NO_REASON}


class CorrectionForm(forms.Form):
    """The corrected text, why, and which text was seen while correcting it."""

    after = forms.CharField(
        label=gettext_lazy("Corrected text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    reason = forms.CharField(
        label=gettext_lazy("What you are correcting"),
        help_text=gettext_lazy("In a few words, such as “Missing letter”. It is kept for good."),
        required=False,
        max_length=MAX_REASON,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_after(self) -> str:
        """Return the text with line ends as they are stored: browsers send CR LF."""
        after: str = self.cleaned_data["after"].replace("\r\n", "\n")
        before: str = self.initial["after"]
        # What was stored with CR LF is not corrected by being shown
        return after.replace("\n", "\r\n") if "\r\n" in before else after


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def correct_text(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one text of a published version with a field to correct it in, or correct it."""
    version = questionnaire_for(request, pk, Right.CORRECT, lock=request.method == "POST")
    text, language = _text(request, version)
    if version.is_draft:
        messages.warning(request, CorrectionFlaw.DRAFT.label)
        return redirect(_translations(version, language))
    said = text.say(language)
    initial = {"after": said, "seen": digest_of(said)}
    form = CorrectionForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid() and _is_corrected(request, form, version, text, language):
        message = _("%(text)s is corrected. Founders read it from now on.")
        messages.success(request, message % {"text": in_words(text.place)})
        return redirect(_translations(version, language))
    return page(
        request,
        "correct.html",
        version,
        title=_("Correct the spelling"),
        status=HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK,
        form=form,
        place=in_words(text.place),
        language=language,
        language_name=language_name(language),
        said=said,
        back=_translations(version, language),
        corrections=_corrections(version),
    )


def _text(request: HttpRequest, version: Questionnaire) -> tuple[Text, str]:
    """Return the text that the address names, and its language; raise Http404 for none."""
    place, language = request.GET.get("place", ""), request.GET.get("language", "")
    text = {text.place: text for text in texts_of(version)}.get(place)
    if text is None or language not in languages():
        raise Http404
    return text, language


def _is_corrected(
    request: HttpRequest, form: CorrectionForm, version: Questionnaire, text: Text, language: str
) -> bool:
    """Correct the text and return True; or add to the form why not, and return False."""
    if form.cleaned_data["seen"] != form.initial["seen"]:
        form.add_error(
            "after",
            _("Somebody corrected this text meanwhile: see above what it says now."),
        )
        return False
    try:
        correct(
            version=version,
            place=text.place,
            language=language,
            after=form.cleaned_data["after"],
            reason=form.cleaned_data["reason"],
            by=request.user if request.user.is_authenticated else None,
        )
    except CorrectionError as error:
        field = "reason" if error.flaw in OF_REASON else "after"
        form.add_error(field, CorrectionFlaw(error.flaw).label)
        return False
    return True


def _translations(version: Questionnaire, language: str) -> str:
    address = reverse("admin:questionnaire_questionnaire_translations", args=[version.pk])
    return f"{address}?{Filters(language).query()}"


@require_safe
def corrections(request: HttpRequest, pk: int) -> HttpResponse:
    """List what was corrected in a version."""
    version = questionnaire_for(request, pk)
    return page(
        request,
        "corrections.html",
        version,
        title=_("Corrections of spelling"),
        corrections=_corrections(version),
    )


def _corrections(version: Questionnaire) -> list[dict[str, object]]:
    """Return the corrections of a version, the latest first, as the list shows them."""
    return [
        {
            "place": in_words(made.place),
            "language": made.language,
            "language_name": language_name(made.language),
            "pieces": word_difference(made.before, made.after),
            "reason": made.reason,
            "by": made.by,
            "at": made.at,
        }
        for made in version.corrections.select_related("by")
    ]


PAGES = [
    ("correct/", correct_text, "correct"),
    ("corrections/", corrections, "corrections"),
]
