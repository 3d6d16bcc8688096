from django.apps import AppConfig


class WheelConfig(AppConfig):
    name = "tillsammans.wheel"
    label = "wheel"
