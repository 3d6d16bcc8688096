from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "tillsammans.planning"
    label = "planning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tillsammans.planning import feeds, plan_letters, strategy_activities
        from tillsammans.planning.queries import from_reports

        feeds.register()
        plan_letters.register()
        from_reports.register()
        strategy_activities.register()
        self._tell_calendars()

    def _tell_calendars(self) -> None:
        from tillsammans.planning import lens_checks, support_entries  # noqa: F401 (registers what the start asks)

        support_entries.register_entries()
