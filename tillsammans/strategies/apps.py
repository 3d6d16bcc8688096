from django.apps import AppConfig


class StrategiesConfig(AppConfig):
    name = "tillsammans.strategies"
    label = "strategies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tillsammans.strategies import (  # noqa: F401 (checks registers itself with Django)
            checks,
            feeds,
            letter_words,
            letters,
        )

        feeds.register()
        letters.register()
        letter_words.register()
