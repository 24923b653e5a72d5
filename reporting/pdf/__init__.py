"""The PDF of a report: a pure function of its content and its marks."""
