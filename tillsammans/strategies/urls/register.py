from django.urls import URLPattern, path

from tillsammans.strategies.views import lifts, register

urlpatterns: list[URLPattern] = [
    path("hinder/", register.register, name="register"),
    path("hinder/nytt/", register.add, name="determinant_add"),
    path("hinder/lyft/", lifts.lifts, name="lifts"),
    path("hinder/lyft/<int:lift_id>/", lifts.answer, name="lift_answer"),
    path("hinder/lyft/<int:lift_id>/ta-tillbaka/", lifts.withdraw, name="lift_withdraw"),
    path("hinder/monster/", lifts.patterns, name="patterns"),
    path("hinder/<int:determinant_id>/", register.determinant, name="determinant"),
    path("hinder/<int:determinant_id>/andra/", register.edit, name="determinant_edit"),
    path("hinder/<int:determinant_id>/lage/", register.change_state, name="determinant_state"),
    path("hinder/<int:determinant_id>/ordning/", register.prioritise, name="determinant_priority"),
    path("hinder/<int:determinant_id>/begrepp/", register.set_construct, name="determinant_construct"),
    path("hinder/<int:determinant_id>/sla-ihop/", register.merge, name="determinant_merge"),
    path("hinder/<int:determinant_id>/ta-isar/", register.undo_merge, name="determinant_unmerge"),
    path("hinder/<int:determinant_id>/lyft/", lifts.lift, name="lift"),
]
