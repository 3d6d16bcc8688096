from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "tillsammans.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tillsammans.accounts import letter_words, letters

        letters.register()
        letter_words.register()
