"""Static files before everything else, without leaving the thread of a WSGI worker.

The library's own middleware is asynchronous only: under WSGI every request, of pages too, then starts an event loop and a
thread and goes back and forth between them, which cost about as much as session, user and roles together (docs/benchmarks.md).
"""

from collections.abc import Callable
from functools import cache
from inspect import iscoroutinefunction
from typing import Any

from asgiref.sync import async_to_sync
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.decorators import sync_and_async_middleware
from servestatic.middleware import ServeStaticMiddleware
from servestatic.storage import CompressedManifestStaticFilesStorage


@sync_and_async_middleware
def static_files(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    """The library's middleware under ASGI; under WSGI the same files, looked up directly."""
    if iscoroutinefunction(get_response):
        return ServeStaticMiddleware(get_response)
    shelf = _shelf()
    serve = async_to_sync(shelf.aserve)

    def middleware(request: HttpRequest) -> HttpResponseBase:
        file = shelf.files.get(request.path_info)
        return get_response(request) if file is None else serve(file, request)

    return middleware


@cache
def _shelf() -> ServeStaticMiddleware:
    """Which files there are is looked up once in a process, however many handlers it has: each client of the tests has one."""
    return ServeStaticMiddleware(_nothing)


async def _nothing(request: HttpRequest) -> HttpResponseBase:
    """What the shelf would pass on to; it is never asked."""
    return HttpResponse(status=404)


class Shelf(CompressedManifestStaticFilesStorage):
    """Files under names of their content. A module's imports are renamed too, so that all of a page is of one release."""

    support_js_module_import_aggregation = True
