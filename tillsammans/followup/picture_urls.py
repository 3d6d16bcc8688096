"""Addresses of the pictures: unit, principal, county. Joined in urls.py."""

from django.urls import URLPattern, path

from tillsammans.followup.views import picture, principal_picture

_COUNTY = "arbetsyta/lan/"
_CELL = f"{_COUNTY}<int:principal_id>/<slug:component>/"
_PRINCIPAL = "arbetsyta/huvudman/<int:principal_id>/"

pictures: list[URLPattern] = [
    path(_COUNTY, picture.county, name="county"),
    path(f"{_COUNTY}<slug:table>.csv", picture.county_file, {"kind": "csv"}, name="county_csv"),
    path(f"{_COUNTY}<slug:table>.xlsx", picture.county_file, {"kind": "xlsx"}, name="county_xlsx"),
    path(_CELL, picture.county_cell, name="county_cell"),
    path(f"{_CELL}<slug:table>.csv", picture.cell_file, {"kind": "csv"}, name="county_cell_csv"),
    path(f"{_CELL}<slug:table>.xlsx", picture.cell_file, {"kind": "xlsx"}, name="county_cell_xlsx"),
    path(_PRINCIPAL, principal_picture.principal, name="principal"),
    path(
        f"{_PRINCIPAL}<slug:table>.csv",
        principal_picture.principal_file,
        {"kind": "csv"},
        name="principal_csv",
    ),
    path(
        f"{_PRINCIPAL}<slug:table>.xlsx",
        principal_picture.principal_file,
        {"kind": "xlsx"},
        name="principal_xlsx",
    ),
]
