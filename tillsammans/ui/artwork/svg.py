"""SVG: shapes, text and colours. What could run, fetch or lead away is refused; what drawing programs add is left out.

The drawing is only ever served as a picture under a sandbox (programmes.pictures), so this is the second wall, not the first.
"""

import re
from xml.etree import ElementTree as Tree

from defusedxml import ElementTree as Safe
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _

from tillsammans.ui.artwork.broken import Broken

SVG_SPACE, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
XML_SPACE = "http://www.w3.org/XML/1998/namespace"
SHAPES = set(
    "svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan textPath image style "
    "linearGradient radialGradient stop pattern clipPath mask marker switch filter feBlend feColorMatrix "
    "feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood "
    "feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight "
    "feSpecularLighting feSpotLight feTile feTurbulence".split()
)
QUIETLY_LEFT_OUT = {"metadata"}
MOST_ELEMENTS = 20_000
DEEPEST = 60
LONGEST_BOX = 200  # signs of a viewBox, a width or a height that are looked at
_INSIDE = re.compile(r"#\S*")
_EMBEDDED = re.compile(r"data:image/(?:png|jpeg|webp);base64,[A-Za-z0-9+/=\s]*")
_URL = re.compile(r"url\(", re.IGNORECASE)
_IN_STYLE = re.compile(r"@import|expression\s*\(|javascript:", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?\d*\.?\d+(?:e[-+]?\d+)?", re.IGNORECASE)


def looks_like(data: bytes) -> bool:
    """Whether it begins as a drawing may: perhaps a byte order mark, a declaration, comments, then <svg."""
    start = data[:4096].lstrip(b"\xef\xbb\xbf").lstrip()
    return start.startswith((b"<?xml", b"<!--", b"<!DOCTYPE svg", b"<svg", b"<svg:svg")) and b"svg" in start


def svg(data: bytes) -> tuple[int, int, bytes]:
    """(width, height in units of its viewBox, the drawing alone)."""
    if data.count(b"<") > 2 * MOST_ELEMENTS:
        raise _too_much()
    root = _parsed(data)
    if root.tag != f"{{{SVG_SPACE}}}svg":
        raise Broken
    _clean(root)
    width, height = _sides(root)
    Tree.register_namespace("", SVG_SPACE)
    Tree.register_namespace("xlink", XLINK)
    return width, height, Tree.tostring(root, encoding="utf-8", xml_declaration=True)


def _parsed(data: bytes) -> Tree.Element:
    """Raises Broken for what is no XML, and for entities, which could stand for anything. A bare DOCTYPE is read past."""
    try:
        return Safe.fromstring(data, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except (DefusedXmlException, Tree.ParseError, ValueError, LookupError, RecursionError):
        raise Broken from None


def _too_much() -> Broken:
    return Broken(_("Bilden har för många delar. Förenkla den, eller spara den som PNG, och försök igen."))


def _clean(element: Tree.Element, depth: int = 0) -> None:
    """The element and all in it, checked; what another program added is taken out."""
    if depth > DEEPEST:
        raise _too_much()
    _check_attributes(element)
    if element.tag == f"{{{SVG_SPACE}}}style":
        _check_style(element.text or "")
    for child in list(element):
        space, _brace, name = str(child.tag).rpartition("}")
        if not isinstance(child.tag, str) or space != f"{{{SVG_SPACE}" or name in QUIETLY_LEFT_OUT:
            element.remove(child)
        elif name in SHAPES:
            _clean(child, depth + 1)
        else:
            raise _active()


def _check_attributes(element: Tree.Element) -> None:
    for full, value in list(element.attrib.items()):
        space, _brace, name = full.rpartition("}")
        if space and space not in {f"{{{XLINK}", f"{{{XML_SPACE}"}:
            del element.attrib[full]
            continue
        if name.lower().startswith("on") or (name == "base" and space):
            raise _active()
        if name in {"href", "src"} and not _is_own(value):
            raise _active()
        _check_style(value) if name == "style" else _check_urls(value)


def _check_style(css: str) -> None:
    if _IN_STYLE.search(css):
        raise _active()
    _check_urls(css)


def _check_urls(value: str) -> None:
    """Raises Broken unless everything that is pointed at lies in the drawing itself. Each sign is read once, however hostile."""
    if "\\" in value:  # an escape could spell anything
        raise _active()
    for piece in _URL.split(value)[1:]:
        address, closed, _rest = piece.partition(")")
        if not closed or not _is_own(address.strip().strip("'\"")):
            raise _active()


def _is_own(address: str) -> bool:
    return bool(_INSIDE.fullmatch(address.strip()) or _EMBEDDED.fullmatch(address.strip()))


def _active() -> Broken:
    return Broken(
        _(
            "Bilden innehåller något som kan köras, hämtas eller leda vidare. "
            "Spara den som en ren SVG utan skript och länkar, eller som PNG."
        )
    )


def _sides(root: Tree.Element) -> tuple[int, int]:
    """From the viewBox, else from width and height in pixels."""
    box = _NUMBER.findall(root.get("viewBox", "")[:LONGEST_BOX])
    if len(box) == 4:
        return _whole(box[2]), _whole(box[3])
    given = [_NUMBER.match((root.get(name) or "")[:LONGEST_BOX].strip()) for name in ("width", "height")]
    if None in given:
        raise Broken(_("Bilden säger inte hur stor den är. Spara om den med en viewBox, eller som PNG."))
    return _whole(given[0][0]), _whole(given[1][0])  # type: ignore[index]


def _whole(number: str) -> int:
    value = float(number)
    if not 0 < value < 1_000_000:
        raise Broken
    return max(1, round(value))
