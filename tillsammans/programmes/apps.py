from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "tillsammans.programmes"
    label = "programmes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tillsammans.programmes import feeds, letter_words, mail, published  # models come first
        from tillsammans.programmes.queries import measures

        feeds.register()
        mail.register()
        letter_words.register()
        published.register()
        measures.register()
