from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "tillsammans.planning"
    label = "planning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tillsammans.planning import plan_letters
        from tillsammans.planning.queries import from_reports

        plan_letters.register()
        from_reports.register()
