"""PNG, JPEG and WebP: walked part by part, and put together again of the parts that make the picture.

Sources: PNG, W3C 2003 section 11; JPEG, ITU-T T.81 annex B; WebP, RFC 9649.
"""

import struct
import zlib
from collections.abc import Iterator

from tillsammans.ui.artwork.broken import Broken

PNG_START = b"\x89PNG\r\n\x1a\n"
JPEG_START = b"\xff\xd8\xff"
# Chunks that change what is seen. Text, time, EXIF and whatever else somebody put there stay out.
PNG_KEPT = {
    b"IHDR",
    b"PLTE",
    b"IDAT",
    b"IEND",
    b"tRNS",
    b"gAMA",
    b"cHRM",
    b"sRGB",
    b"iCCP",
    b"sBIT",
    b"bKGD",
    b"pHYs",
}
WEBP_KEPT = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"}
_SOI, _EOI, _SOS, _TEM = 0xD8, 0xD9, 0xDA, 0x01
_RESTARTS = range(0xD0, 0xD8)
_FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_KEPT = _FRAMES | {
    0xC4,
    0xCC,
    0xDA,
    0xDB,
    0xDD,
    0xE0,
    0xE2,
    0xEE,
}  # tables, JFIF, colour profile, Adobe's colours
_WEBP_ICC, _WEBP_ALPHA = 0x20, 0x10

Sized = tuple[int, int, bytes]


def png(data: bytes) -> Sized:
    """(width, height, the picture alone)."""
    chunks = list(_png_chunks(data))
    if not chunks or chunks[0][0] != b"IHDR" or chunks[-1][0] != b"IEND" or len(chunks[0][1]) != 13:
        raise Broken
    width, height = struct.unpack(">II", chunks[0][1][:8])
    kept = b"".join(_png_chunk(kind, body) for kind, body in chunks if kind in PNG_KEPT)
    return width, height, PNG_START + kept


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(kind, body) up to and with the end; what stands after it is left out."""
    at = len(PNG_START)
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        if len(body) != length or data[at + 8 + length : at + 12 + length] != _crc(kind, body):
            raise Broken
        yield kind, body
        if kind == b"IEND":
            return
        at += 12 + length


def _crc(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", zlib.crc32(kind + body))


def _png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + _crc(kind, body)


def jpeg(data: bytes) -> Sized:
    """(width, height, the picture alone)."""
    sides: tuple[int, int] | None = None
    kept = [data[:2]]
    at, marker = 2, 0
    while marker != _EOI:
        marker, start, end = _jpeg_segment(data, at)
        if marker in _FRAMES and end - start >= 9:
            height, width = struct.unpack_from(">HH", data, start + 5)
            sides = (width, height)
        at = _scan_end(data, end) if marker == _SOS else end
        if marker in _JPEG_KEPT:
            kept.append(data[start:at])
    if sides is None:
        raise Broken
    return *sides, b"".join(kept) + b"\xff\xd9"


def _jpeg_segment(data: bytes, at: int) -> tuple[int, int, int]:
    """(marker, where the segment begins, where it ends)."""
    if data[at : at + 1] != b"\xff":
        raise Broken
    while data[at + 1 : at + 2] == b"\xff":  # fill bytes
        at += 1
    marker = data[at + 1] if at + 1 < len(data) else 0
    if marker in {_EOI, _TEM} or marker in _RESTARTS:
        return marker, at, at + 2
    if marker in {0, _SOI} or at + 4 > len(data):
        raise Broken
    length = int.from_bytes(data[at + 2 : at + 4], "big")
    if length < 2 or at + 2 + length > len(data):
        raise Broken
    return marker, at, at + 2 + length


def _scan_end(data: bytes, at: int) -> int:
    """Where the coded data after a scan's header ends: at the next marker that is no restart."""
    while (found := data.find(b"\xff", at)) >= 0 and found + 1 < len(data):
        following = data[found + 1]
        if following == 0xFF:
            at = found + 1
        elif following == 0 or following in _RESTARTS:
            at = found + 2
        else:
            return found
    raise Broken


def webp(data: bytes) -> Sized:
    """(width, height, the picture alone). Moving pictures are refused: the wheel stands still."""
    chunks = [(kind, body) for kind, body in _riff_chunks(data) if kind in WEBP_KEPT]
    sides = [_webp_sides(kind, body) for kind, body in chunks if kind != b"ICCP" and kind != b"ALPH"]
    coded = [kind for kind, _body in chunks if kind in {b"VP8 ", b"VP8L"}]
    if len(coded) != 1 or not sides:
        raise Broken
    kept = b"".join(_riff_chunk(kind, _flags(kind, body)) for kind, body in chunks)
    return *sides[0], b"RIFF" + struct.pack("<I", len(kept) + 4) + b"WEBP" + kept


def _riff_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, end = 12, min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    while at + 8 <= end:
        kind, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 8 + length]
        if len(body) != length or at + 8 + length > end:
            raise Broken
        yield kind, body
        at += 8 + length + length % 2


def _riff_chunk(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def _flags(kind: bytes, body: bytes) -> bytes:
    """The extended header without its word of metadata and movement, which are left out."""
    return bytes([body[0] & (_WEBP_ICC | _WEBP_ALPHA)]) + body[1:] if kind == b"VP8X" else body


def _webp_sides(kind: bytes, body: bytes) -> tuple[int, int]:
    if len(body) < 10:
        raise Broken
    if kind == b"VP8X":
        return 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")
    if kind == b"VP8L":
        if body[0] != 0x2F:
            raise Broken
        bits = int.from_bytes(body[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if body[3:6] != b"\x9d\x01\x2a":
        raise Broken
    return int.from_bytes(body[6:8], "little") & 0x3FFF, int.from_bytes(body[8:10], "little") & 0x3FFF
