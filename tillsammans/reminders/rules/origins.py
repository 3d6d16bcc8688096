"""The sites that may show our pages in a frame, as a policy has them: `https://host`, perhaps with a port or all below a name."""

import re

MOST = 20  # of a county: they stand in a header of every published page
LONGEST = 200
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ORIGIN = re.compile(rf"https://(?:\*\.)?{_LABEL}(?:\.{_LABEL})+(?::[1-9][0-9]{{0,4}})?")


def as_origin(text: str) -> str | None:
    """What somebody typed or pasted as an origin; None for what is none. A path after the host is left out.

    "teams.microsoft.com" → "https://teams.microsoft.com". All below a name: "*.sharepoint.com", never of a whole top domain.
    """
    typed = text.strip().lower()
    scheme, found, rest = typed.partition("://")
    if not found:
        scheme, rest = "https", typed
    host = re.split(r"[/?#]", rest, maxsplit=1)[0]
    origin = f"{scheme}://{host}"
    if len(origin) > LONGEST or not _ORIGIN.fullmatch(origin):
        return None
    return None if host.startswith("*.") and host.count(".") < 2 else origin
