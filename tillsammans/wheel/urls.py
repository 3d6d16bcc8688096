"""Every page of the wheel twice: for the county of the host, and under /lan/<key>/ for any other.

A line in PAGES is both: `wheel:name` and `wheel:county_name`.
"""

from django.urls import path

from tillsammans.wheel.views import artwork, embed, pages, prepare, printing, worker

app_name = "wheel"
PAGES = (
    ("hjulet/", pages.intro, "intro"),
    ("hjulet/sw.js", worker.worker, "worker"),
    ("hjulet/omrade/<slug:area>/", pages.area, "area"),
    ("hjulet/for-webbplatser/", embed.docs, "embed_docs"),
    ("hjulet/for-webbplatser/exempel/", embed.example, "embed_example"),
    ("hjulet/skriv-ut/", printing.index, "print"),
    ("hjulet/skriv-ut/<str:file>", printing.file, "print_file"),
    ("hjulet/jamfor/", prepare.compare, "compare"),
    ("hjulet/forbered/", prepare.prepare_index, "prepare_index"),
    ("hjulet/forbered/sip/cosmic/", prepare.record_template, "record_template"),
    ("hjulet/forbered/<slug:template>/", prepare.prepare, "prepare"),
    ("hjulet/<slug:who>/", pages.use, "use"),  # last: whatever is none of the above is somebody, or nobody
)
urlpatterns = [
    path(
        "hjulet/bild/<int:artwork_id>/", artwork.artwork, name="artwork"
    ),  # once: the number says whose it is
    *(path(address, view, name=name) for address, view, name in PAGES),
    *(path(f"lan/<slug:key>/{address}", view, name=f"county_{name}") for address, view, name in PAGES),
]
