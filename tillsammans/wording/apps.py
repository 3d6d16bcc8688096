from django.apps import AppConfig


class WordingConfig(AppConfig):
    name = "tillsammans.wording"
    label = "wording"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tillsammans.notify import own_words
        from tillsammans.wording.queries import OwnLetters

        own_words.use(OwnLetters)
