from django.urls import URLPattern, path

from tillsammans.planning.views import lenses

urlpatterns: list[URLPattern] = [
    path("linser/", lenses.lenses, name="lenses"),
    path("linser/grupper/", lenses.adopters, name="adopters"),
    path("linser/grupper/ny/", lenses.placing_new, name="placing_new"),
    path("linser/grupper/<int:placing_id>/", lenses.placing, name="placing"),
    path("linser/grupper/<int:placing_id>/ta-bort/", lenses.placing_remove, name="placing_remove"),
    path("linser/kopplingar/<int:tag_id>/ta-bort/", lenses.untag, name="lens_untag"),
    path("linser/anteckningar/<slug:lens>/", lenses.notes, name="lens_notes"),
    path("linser/<slug:lens>/", lenses.lens, name="lens"),
]
