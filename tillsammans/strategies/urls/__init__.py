"""Addresses of the register and the strategies, each area in its own file. All below /arbetsyta/."""

from tillsammans.strategies.urls import chain, register

app_name = "strategies"
urlpatterns = [*register.urlpatterns, *chain.urlpatterns]
