"""What Django's `check` asks of the strategies: a reference file that cannot be used stops the start with a sentence."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from tillsammans.strategies.rules import reference


@register
def reference_files(**_asked: Any) -> list[CheckMessage]:
    return [Error(sentence, id="strategies.E001") for sentence in reference.faults()]
