from django.apps import AppConfig


class WheelConfig(AppConfig):
    name = "tillsammans.wheel"
    label = "wheel"

    def ready(self) -> None:
        """The editor of the wheel, a package below, shows drafts as they will look."""
        from django.utils.translation import gettext

        from tillsammans.programmes import previews
        from tillsammans.wheel.drawing.wheels import poster

        previews.offer(lambda wheel: poster(wheel, label=gettext("Hjulet")), "wheel/wheel.css")
