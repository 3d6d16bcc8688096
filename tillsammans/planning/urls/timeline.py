from django.urls import URLPattern, path

from tillsammans.planning.views import activities, checklists, timeline, timeline_files

urlpatterns: list[URLPattern] = [
    path("tidslinje/", timeline.timeline, name="timeline"),
    path("tidslinje/tabell.csv", timeline_files.file, {"kind": "csv"}, name="timeline_csv"),
    path("tidslinje/tabell.xlsx", timeline_files.file, {"kind": "xlsx"}, name="timeline_xlsx"),
    path("aktiviteter/ny/", activities.new, name="activity_new"),
    path("aktiviteter/<int:activity_id>/", activities.activity, name="activity"),
    path("aktiviteter/<int:activity_id>/andra/", activities.edit, name="activity_edit"),
    path("aktiviteter/<int:activity_id>/lage/", activities.set_state, name="activity_state"),
    path("aktiviteter/<int:activity_id>/dela/", activities.share, name="activity_share"),
    path("aktiviteter/<int:activity_id>/vantar/", activities.wait, name="activity_wait"),
    path("aktiviteter/<int:activity_id>/ta-bort/", activities.remove, name="activity_remove"),
    path("checklistor/", checklists.checklists, name="checklists"),
    path("checklistor/ny/<slug:template>/", checklists.start, name="checklist_start"),
    path("checklistor/<int:checklist_id>/", checklists.checklist, name="checklist"),
    path("checklistor/<int:checklist_id>/<int:order>/", checklists.tick, name="checklist_tick"),
    path("checklistor/<int:checklist_id>/avsluta/", checklists.close, name="checklist_close"),
]
