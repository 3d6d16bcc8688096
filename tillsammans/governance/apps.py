from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "tillsammans.governance"
    label = "governance"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tillsammans.governance import activity_decisions, feeds, letter_words, letters

        activity_decisions.register()
        feeds.register()
        letters.register()
        self._tell_of_support()
        self._tell_of_meetings()
        letter_words.register()

    def _tell_of_meetings(self) -> None:
        from tillsammans.governance import meeting_entries, meeting_letters, meeting_origins
        from tillsammans.governance.queries import open_decisions

        meeting_entries.register_entries()
        meeting_letters.register()
        meeting_origins.register()
        open_decisions.register()

    def _tell_of_support(self) -> None:
        from tillsammans.governance import support_feeds, support_letters, unit_section

        support_feeds.register()
        support_letters.register()
        unit_section.register()
