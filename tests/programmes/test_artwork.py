"""Pictures that are sent in: told by their bytes, cleaned of all but the picture, and refused when they could do something."""

import pytest

from tests.programmes import pictures
from tillsammans.core.errors import Invalid
from tillsammans.ui.artwork import MOST_BYTES, read_picture

SCRIPT = b"<script>alert(1)</script>"


@pytest.mark.parametrize(
    ("data", "media_type", "sides"),
    [
        (pictures.png(300, 200), "image/png", (300, 200)),
        (pictures.jpeg(640, 480), "image/jpeg", (640, 480)),
        (pictures.webp(300, 250), "image/webp", (300, 250)),
        (pictures.SVG, "image/svg+xml", (400, 300)),
    ],
    ids=["png", "jpeg", "webp", "svg"],
)
def test_each_kind_is_told_by_its_bytes(data, media_type, sides):
    picture = read_picture(data)
    assert (picture.media_type, picture.width, picture.height) == (media_type, *sides)
    assert read_picture(picture.data) == picture


@pytest.mark.parametrize(
    "data",
    [
        b"", b"hej", b"GIF89a" + b"\0" * 400, b"%PDF-1.7", b"PK\x03\x04", b"<html><body>" + SCRIPT, b"BM" + b"\0" * 400,
        b"RIFF\x10\0\0\0WAVEfmt ", b"\x89PNG\r\n\x1a\n", pictures.png()[:60], pictures.png()[:-6], pictures.jpeg()[:40],
        pictures.jpeg()[:-2], pictures.webp()[:30], b"\xff\xd8\xff\xff", b"\xff\xd8\xff\xd8", b"<svg", b"<svg></svg>",
        b'<?xml version="1.0"?><!-- svg --><html/>', "<svg>åäö</svg>".encode("utf-16"),
    ],
)  # fmt: skip
def test_what_is_no_whole_picture_is_refused(data):
    with pytest.raises(Invalid):
        read_picture(data)


def test_size_and_sides_have_limits():
    with pytest.raises(Invalid, match=r"1,5 MB"):
        read_picture(pictures.png() + b"\0" * MOST_BYTES)
    for data in (pictures.png(30_000, 30_000), pictures.webp(7000, 300), pictures.jpeg(65_000, 65_000)):
        with pytest.raises(Invalid, match="bildpunkter"):
            read_picture(data)
    with pytest.raises(Invalid, match="minst 200"):
        read_picture(pictures.png(10, 10))


@pytest.mark.parametrize(
    "data",
    [
        pictures.png() + SCRIPT,
        pictures.png(300, 300, pictures.png_chunk(b"tEXt", b"Comment\0" + SCRIPT)),
        pictures.jpeg() + SCRIPT,
        pictures.jpeg(300, 300, pictures.segment(0xFE, SCRIPT), pictures.segment(0xE1, b"Exif\0\0" + SCRIPT)),
        pictures.webp() + SCRIPT,
        pictures.webp(300, 300, (b"EXIF", SCRIPT), (b"XMP ", SCRIPT)),
        pictures.SVG.replace(b"<circle", b"<!-- " + SCRIPT + b" --><circle"),
        pictures.SVG.replace(b"<circle", b'<m xmlns="urn:other"><script>alert(1)</script></m><circle'),
    ],
    ids=[
        "png-tail",
        "png-text",
        "jpeg-tail",
        "jpeg-comment",
        "webp-tail",
        "webp-exif",
        "svg-comment",
        "svg-other",
    ],
)
def test_what_hides_beside_the_picture_is_left_out(data):
    assert b"script" in data
    assert b"script" not in read_picture(data).data


def with_inside(inside: str) -> bytes:
    return pictures.SVG.replace(b"<circle", inside.encode() + b"<circle")


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<g onload='alert(1)'/>",
        "<g ONCLICK='alert(1)'/>",
        "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>",
        "<a href='https://example.org'><rect/></a>",
        "<image href='https://example.org/x.png'/>",
        "<image href='data:image/svg+xml;base64,AAAA'/>",
        "<image href='data:text/html,x'/>",
        "<use xmlns:xlink='http://www.w3.org/1999/xlink' xlink:href='other.svg#a'/>",
        "<use href='javascript:alert(1)'/>",
        "<set attributeName='href' to='javascript:alert(1)'/>",
        "<animate attributeName='x'/>",
        "<style>@import url(//example.org)</style>",
        "<style>rect{fill:url(https://example.org/x)}</style>",
        "<style>rect{fill:u\\72l(https://example.org/x)}</style>",
        "<rect fill='url(//example.org/x#a)'/>",
        "<rect style='fill:url(http://example.org)'/>",
        "<rect fill='url(//example.org'/>",
        "<iframe src='/'/>",
        "<g xml:base='https://example.org/'/>",
        "<rect fill='u\\72l(https://example.org/x)'/>",
        "<rect fill='URL( \"https://example.org/x#a\" )'/>",
    ],
)
def test_a_drawing_that_could_do_something_is_refused_with_a_way_on(inside):
    with pytest.raises(Invalid, match="skript och länkar"):
        read_picture(with_inside(inside))


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>' + with_inside("<text>&b;</text>"),
        b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + with_inside("<text>&x;</text>"),
        with_inside("<g>" * 500 + "</g>" * 500),
        with_inside("<g/>" * 50_000),
        with_inside("<rect style='" + "url( " * 280_000 + "'/>"),
        with_inside("<rect fill='url(" + " " * 1_400_000 + "'/>"),
        b"\xff\xd8" + b"\xff" * 1_400_000,
        pictures.SVG.replace(b"0 0 400 300", b"0 0 " + b"1" * 1_400_000),
    ],
    ids=["laughs", "file", "deep", "many", "urls", "spaces", "fill", "digits"],
)
def test_bombs_in_a_drawing_are_refused(data):
    with pytest.raises(Invalid):
        read_picture(data)


def test_what_drawing_programs_write_is_taken():
    data = (
        b'<?xml version="1.0" encoding="UTF-8"?>\n<!-- made by hand -->\n'
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
        b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" '
        b'width="300px" height="250px" inkscape:version="1.3"><defs><style>.a{fill:url(#g)}</style>'
        b'<linearGradient id="g"><stop offset="0"/></linearGradient></defs><metadata>Somebody</metadata>'
        b'<g style="fill:#fff"><use href="#g"/><text>Hj\xc3\xa4rta</text></g></svg>'
    )
    picture = read_picture(data)
    assert (picture.width, picture.height) == (300, 250)
    assert b"inkscape" not in picture.data
    assert b"Somebody" not in picture.data
    assert "Hjärta".encode() in picture.data
