from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "tillsammans.reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tillsammans.reports import letters, published, reader_letters

        letters.register()
        reader_letters.register()
        published.register()
