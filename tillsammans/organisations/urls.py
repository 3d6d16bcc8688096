from django.urls import path

from tillsammans.organisations.views import imports, principals, roles, units

app_name = "organisations"
urlpatterns = [
    path("arbetsyta/enheter/", units.units, name="units"),
    path("arbetsyta/enheter/ny/", units.open_unit, name="unit_open"),
    path("arbetsyta/enheter/<int:unit_id>/", units.unit, name="unit"),
    path("arbetsyta/enheter/<int:unit_id>/namn/", units.rename, name="unit_rename"),
    path("arbetsyta/enheter/<int:unit_id>/flytta/", units.move, name="unit_move"),
    path("arbetsyta/enheter/<int:unit_id>/stang/", units.close, name="unit_close"),
    path("arbetsyta/enheter/<int:unit_id>/oppna/", units.reopen, name="unit_reopen"),
    path("arbetsyta/enheter/<int:unit_id>/sla-ihop/", units.merge, name="unit_merge"),
    path("arbetsyta/huvudman/<int:principal_id>/uppgifter/", principals.principal, name="principal"),
    path("arbetsyta/huvudman/<int:principal_id>/val/", principals.settings, name="principal_settings"),
    path("arbetsyta/huvudman/<int:principal_id>/rollbeslut/", principals.decide, name="role_decision"),
    path(
        "arbetsyta/rollbeslut/<int:decision_id>/ta-bort/", principals.withdraw, name="role_decision_withdraw"
    ),
    path("arbetsyta/roller/", roles.roles, name="roles"),
    path("arbetsyta/roller/<int:principal_id>/", roles.principal_roles, name="principal_roles"),
    path("arbetsyta/roller/<int:principal_id>/ny/", roles.appoint, name="appoint"),
    path("arbetsyta/rollinnehav/<int:holding_id>/", roles.holding, name="holding"),
    path("arbetsyta/rollinnehav/<int:holding_id>/avsluta/", roles.end, name="holding_end"),
    path("arbetsyta/import/", imports.upload, name="import"),
    path("arbetsyta/import/exempel.xlsx", imports.sample, name="import_sample"),
    path("arbetsyta/import/<int:batch_id>/", imports.preview, name="import_preview"),
    path("arbetsyta/import/<int:batch_id>/att-ratta.xlsx", imports.errors, name="import_errors"),
]
