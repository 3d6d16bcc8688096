"""Refusals that people see: what happened, then what you can do. The views show them; the tests read them."""


class DomainError(Exception):
    """A refusal with one plain sentence. `status` is the HTTP status it becomes when no form catches it."""

    status = 400

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Invalid(DomainError):
    """What was given cannot be used."""

    status = 400


class NotAllowed(DomainError):
    """The reader may see this but not do this."""

    status = 403


class NotVisible(DomainError):
    """Hidden and missing look alike."""

    status = 404


class Conflict(DomainError):
    """The state has moved on: closed, changed by another, already done."""

    status = 409


class DraftConflict(Conflict):
    """Someone else saved the same draft. Carries both versions, so that the later person can choose."""

    def __init__(self, message: str, *, theirs: dict, revision: int) -> None:
        super().__init__(message)
        self.theirs = theirs
        self.revision = revision
