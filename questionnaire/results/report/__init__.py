"""A result as a PDF: the words and numbers of the page, set for paper."""

from questionnaire.results.report.content import Stamp
from questionnaire.results.report.rendering import Paper, render_report

__all__ = ["Paper", "Stamp", "render_report"]
