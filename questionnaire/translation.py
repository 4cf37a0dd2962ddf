"""Which fields exist once per language (django-modeltranslation finds this file by its name)."""

from modeltranslation.translator import TranslationOptions, translator

from questionnaire.models import (
    Advice,
    AnswerOption,
    Question,
    Questionnaire,
    QuestionSet,
    Rule,
    Source,
    StrategyText,
)

TRANSLATED = {
    Questionnaire: ("title", "summary"),
    StrategyText: ("name", "headline", "sentence"),
    Source: ("text",),
    QuestionSet: ("name", "intro", "swing"),
    Question: ("text", "help", "why"),
    AnswerOption: ("text", "reason"),
    Advice: ("text",),
    Rule: ("message",),
}

for model, names in TRANSLATED.items():
    options = type(f"{model.__name__}Translation", (TranslationOptions,), {"fields": names})
    translator.register(model, options)
