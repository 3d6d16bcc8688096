from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    name = "tillsammans.workshops"
    label = "workshops"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tillsammans.workshops import origins

        origins.tell()
