"""The last action's word to the next page, in a cookie that is bound to the host."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage


class Cookie(CookieStorage):
    cookie_name = "__Host-messages" if settings.PRODUCTION else "messages"
