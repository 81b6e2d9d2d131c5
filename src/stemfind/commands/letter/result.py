"""What a letter asks."""

from ...model.answering import Asked, Checklist


def asked_for(found: Checklist) -> tuple[Asked, ...]:
    """Return the questions of a checklist that are not answered in full: all of them where it is for no clinic."""
    return tuple(asked for asked in found.asked if not asked.answers or asked.answers[0].answer != "answered")
