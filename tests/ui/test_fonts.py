"""Each language finds its letters in the fonts, and Arabic ones are fetched for Arabic alone (decision 20: every byte counts)."""

import re

from tillsammans.ui import stylesheet


def _letters() -> dict[str, list[tuple[int, int]]]:
    """The files of the sheet by name, each with the range of signs it is fetched for; none: the file that is always fetched."""
    found = {}
    for face in re.findall(r"@font-face{(.*?)}", stylesheet.joined()):
        name = re.search(r"fonts/([\w-]+)\.woff2", face)
        span = re.search(r"U\+([0-9A-F]+)-([0-9A-F]+)", face)
        assert name
        found[name[1]] = [(int(span[1], 16), int(span[2], 16))] if span else []
    return found


def test_the_extension_is_fetched_for_the_letters_that_latin_one_lacks():
    ranges = _letters()
    for file in ("familjen-ext", "atkinson-next-ext"):
        [(low, high)] = ranges[file]
        assert all(low <= ord(letter) <= high for letter in "şŞšŠžŽ")
        assert not any(low <= ord(letter) <= high for letter in "êîûçåäöÊÎÛÇÅÄÖ")
    [(low, high)] = ranges["readex-arabic"]
    assert all(low <= ord(letter) <= high for letter in "،؛؟ءيًّ٠٩")


def test_arabic_letters_are_named_for_arabic_text_alone():
    sheet = stylesheet.joined()
    plain = re.search(r":root{(.*?)}", sheet)
    assert plain and "Arab" not in plain[1]
    assert re.search(r":root:lang\(ar\),main \[lang=ar\]{--head:Text,Arab,", sheet)
