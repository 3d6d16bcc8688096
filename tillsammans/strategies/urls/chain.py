from django.urls import path

from tillsammans.strategies.views import strategies as views

urlpatterns = [
    path("strategier/", views.strategies, name="strategies"),
    path("strategier/ny/<int:determinant_id>/", views.new, name="strategy_new"),
    path("strategier/<int:strategy_id>/", views.strategy, name="strategy"),
    path("strategier/<int:strategy_id>/andra/", views.change, name="strategy_change"),
    path("strategier/<int:strategy_id>/lage/", views.state, name="strategy_state"),
    path("strategier/<int:strategy_id>/effekt/", views.effect, name="strategy_effect"),
    path("strategier/<int:strategy_id>/ta-bort/", views.remove, name="strategy_remove"),
    path("kedjan/", views.chain, name="chain"),
    path("metoder/", views.methods, name="methods"),
]
