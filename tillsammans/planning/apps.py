from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "tillsammans.planning"
    label = "planning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tillsammans.planning import plan_letters

        plan_letters.register()
