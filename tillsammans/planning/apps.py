from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "tillsammans.planning"
    label = "planning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tillsammans.planning import feeds, plan_letters, published, strategy_activities
        from tillsammans.planning.queries import from_reports

        feeds.register()
        plan_letters.register()
        published.register()
        from_reports.register()
        strategy_activities.register()
        self._tell_calendars()

    def _tell_calendars(self) -> None:
        from tillsammans.planning import (  # noqa: F401 (lens_checks registers what the start asks)
            lens_checks,
            review_entries,
            support_entries,
        )

        review_entries.register_entries()
        support_entries.register_entries()
