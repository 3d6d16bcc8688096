"""How large a logotype may be, and how large it is drawn in a document."""

from tillsammans.ui.artwork import JPEG, PNG, Limits

MOST_BYTES = 500_000
LIMITS = Limits(
    kinds=frozenset({PNG, JPEG}),
    most_bytes=MOST_BYTES,
    longest_side=4000,
    most_pixels=8_000_000,
    shortest_side=40,
)
WIDEST_MM, HIGHEST_MM = 62.0, 18.0
WIDEST_SHARE = 12  # times as wide as high: a line, not a mark
CLEAREST_WIDTH = 400  # pixels: below, print is blurred


def size_mm(width: int, height: int) -> tuple[float, float]:
    """(width, height) on paper: as large as the head has room for, with the picture's own proportions."""
    scale = min(WIDEST_MM / width, HIGHEST_MM / height)
    return round(width * scale, 2), round(height * scale, 2)


_JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"


def for_documents(data: bytes, media_type: str) -> bytes:
    """A JPEG that said its kind only in what was taken out of it says so again: what writes Word files asks for it."""
    if media_type == JPEG and data[6:10] != b"JFIF":
        return data[:2] + _JFIF + data[2:]
    return data
