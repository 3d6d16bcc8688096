from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse

from tillsammans.core.marks import open_to_all


@open_to_all
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when pages can be served: the database answers and its tables are there. 503 otherwise."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM organisations_place LIMIT 1")
    except DatabaseError:
        return HttpResponse("databasen svarar inte\n", status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")
