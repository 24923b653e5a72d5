"""A passage of what was submitted, with an answer, and one of the draft."""

from tests import factories


def put_signals(home):
    version = home.submitted.versions.get()
    signal = factories.SignalFactory(report=home.submitted, version=version, passage="Een half jaar werk.")
    factories.SignalAnswerFactory(signal=signal)
    draft = factories.SignalFactory(report=home.draft, passage="Nog in de pen.")
    home.around |= {"signal": signal.pk, "draft_signal": draft.pk}
