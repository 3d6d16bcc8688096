"""Tokens of personal links: made anew from the grant when a mail is written, kept nowhere, found by their hash."""

import base64
import hashlib
import hmac

from django.conf import settings


def token_of(nonce: str) -> str:
    """The token (192 bits, url-safe) that belongs to a grant's nonce under this installation's secret key."""
    digest = hmac.new(settings.SECRET_KEY.encode(), b"grant:" + nonce.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:24]).decode()


def hash_of(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
