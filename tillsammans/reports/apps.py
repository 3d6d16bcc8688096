from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "tillsammans.reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tillsammans.reports import letter_words, letters, published, reader_letters, standing

        letters.register()
        reader_letters.register()
        letter_words.register()
        published.register()
        standing.register()
