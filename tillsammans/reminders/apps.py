from django.apps import AppConfig


class RemindersConfig(AppConfig):
    name = "tillsammans.reminders"
    label = "reminders"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tillsammans.reminders import letter_words, letters, roles

        letters.register()
        letter_words.register()
        roles.register()
