"""The report as a Word file, for a municipality that gives it its own house style. It says what the PDF says."""

from reporting.word_report.file import MIME, report_word

__all__ = ["MIME", "report_word"]
