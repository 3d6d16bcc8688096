from django.apps import AppConfig


class StewardConfig(AppConfig):
    name = "tillsammans.steward"
    label = "steward"
    default_auto_field = "django.db.models.BigAutoField"
