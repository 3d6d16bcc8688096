from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "tillsammans.governance"
    label = "governance"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tillsammans.governance import activity_decisions, feeds, letters

        activity_decisions.register()
        feeds.register()
        letters.register()
