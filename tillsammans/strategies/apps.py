from django.apps import AppConfig


class StrategiesConfig(AppConfig):
    name = "tillsammans.strategies"
    label = "strategies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tillsammans.strategies import checks  # noqa: F401 (registers itself with Django's check)
