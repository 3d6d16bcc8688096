from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "tillsammans.reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tillsammans.reports import agenda, letter_words, letters, published, reader_letters, standing

        agenda.register()
        letters.register()
        reader_letters.register()
        letter_words.register()
        published.register()
        standing.register()
