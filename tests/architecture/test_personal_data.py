"""docs/personal_data.yaml lists every stored field, with its kind of personal data and its keeping time, and nothing else."""

import yaml
from django.apps import apps

from tests.architecture.source import ROOT
from tests.architecture.test_layers import own_models

LIST = ROOT / "docs" / "personal_data.yaml"


def listed() -> dict[str, dict[str, list[str]]]:
    """{app.Model: {field: [kind, keeping]}} as the file says."""
    found: dict[str, dict[str, list[str]]] = yaml.safe_load(LIST.read_text(encoding="utf-8"))
    return found


def stored() -> dict[str, set[str]]:
    """{app.Model: fields} as the database has them."""
    return {
        f"{model._meta.app_label}.{model.__name__}": {field.name for field in model._meta.concrete_fields}
        for model in own_models()
        if not model._meta.proxy
    }


def test_every_field_is_listed_and_every_line_is_a_field() -> None:
    rows, fields = listed(), stored()
    unlisted = [
        f"{model}.{field}" for model in fields for field in sorted(fields[model] - set(rows.get(model, {})))
    ]
    unknown = [
        f"{model}.{field}" for model in rows for field in sorted(set(rows[model]) - fields.get(model, set()))
    ]
    assert (unlisted, unknown) == ([], [])


def test_every_line_has_a_kind_and_a_keeping_time() -> None:
    unclear = [
        f"{model}.{field}"
        for model, fields in listed().items()
        for field, row in fields.items()
        if not (
            isinstance(row, list)
            and len(row) == 2
            and all(isinstance(word, str) and word.strip() for word in row)
        )
    ]
    assert not unclear


def test_all_packages_with_models_are_installed() -> None:
    """A package that is not installed would have no model to list."""
    with_models = {path.parent.name for path in (ROOT / "tillsammans").glob("*/models*")} - {"__pycache__"}
    assert with_models <= {config.label for config in apps.get_app_configs()}
