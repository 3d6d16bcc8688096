from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "tillsammans.followup"
    label = "followup"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tillsammans.followup import feeds, letter_words, letters, unit_section
        from tillsammans.followup.commands import move_open_tasks, withdraw_closed_units
        from tillsammans.organisations import handovers

        feeds.register()
        letters.register()
        letter_words.register()
        unit_section.register()
        handovers.on_handover(move_open_tasks)
        handovers.on_units_closed(withdraw_closed_units)
