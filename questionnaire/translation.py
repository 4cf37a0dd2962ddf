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
    Translated,
)

TRANSLATED: tuple[type[Translated], ...] = (
    Questionnaire,
    StrategyText,
    Source,
    QuestionSet,
    Question,
    AnswerOption,
    Advice,
    Rule,
)

for model in TRANSLATED:
    fields = {"fields": model.translated}
    translator.register(model, type(f"{model.__name__}Translation", (TranslationOptions,), fields))
