from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "tillsammans.reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tillsammans.reports import letters, published

        letters.register()
        published.register()
