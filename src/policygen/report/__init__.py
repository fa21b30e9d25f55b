"""Problems as people and programs read them: text for a terminal, JSON, SARIF, and annotations of GitHub."""

from policygen.report.annotations import as_annotations
from policygen.report.counts import in_words
from policygen.report.listing import as_json
from policygen.report.quotation import lines, quote
from policygen.report.sarif import Known, as_sarif
from policygen.report.terminal import text, wants_colour

__all__ = [
    "Known",
    "as_annotations",
    "as_json",
    "as_sarif",
    "in_words",
    "lines",
    "quote",
    "text",
    "wants_colour",
]
