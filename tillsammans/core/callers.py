"""Where a request comes from, and how often the same caller asks for what anybody may ask for."""

import hashlib
import hmac

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from tillsammans.core import clock


def address_of(request: HttpRequest) -> str:
    """Past as many proxies as stand in front of us. Written nowhere as it is."""
    way = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    behind = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    if behind and len(way) >= behind:
        return str(way[-behind])[:64]
    return str(request.META.get("REMOTE_ADDR", ""))[:64]


def asks_too_often(request: HttpRequest, what: str, *, most: int, seconds: int) -> bool:
    """Counts this time too: one count over all workers. The address is kept as a keyed digest, while the count runs."""
    period = int(clock.now().timestamp()) // seconds
    digest = hmac.new(settings.SECRET_KEY.encode(), address_of(request).encode(), hashlib.sha256).hexdigest()
    name = f"{what}:{period}:{digest[:32]}"
    count = int(cache.get(name, 0)) + 1
    cache.set(name, count, seconds)
    return count > most
