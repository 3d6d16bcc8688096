"""When a mail that did not go is tried again, and what a letter that comes again says of itself."""

from datetime import timedelta

# About two days in all, as mail servers themselves do; then a person has to look.
PAUSES = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 480, 960, 1440))


def pause_after(attempts: int) -> timedelta | None:
    """How long to wait after this many failed attempts (1, 2, …); None: give up."""
    return PAUSES[attempts - 1] if attempts <= len(PAUSES) else None


def list_headers(name: str, stop: str, domain: str) -> dict[str, str]:
    """Of a letter that comes again and again. name: of the list, in letters of an address. stop: where it is ended.

    RFC 2919 (List-Id) and RFC 8058: a mail program that shows a button for it posts to the address, without a page between,
    which only an encrypted address takes.
    """
    headers = {"List-Id": f"<{name}.{domain}>", "List-Unsubscribe": f"<{stop}>"}
    if stop.startswith("https://"):
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers
