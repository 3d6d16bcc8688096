from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "tillsammans.programmes"
    label = "programmes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tillsammans.programmes import feeds, mail, published  # models are not ready when apps load
        from tillsammans.programmes.queries import measures

        feeds.register()
        mail.register()
        published.register()
        measures.register()
