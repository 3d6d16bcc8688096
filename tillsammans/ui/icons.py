"""Icons: Phosphor 2.1.1, weight bold, MIT (static/ui/phosphor-icons-MIT.txt).

A page carries one sprite with the symbols it uses: whatever writes `<use href="#i-…">` gets its symbol, wherever it came from.
The paths of data/icons.json are drawn in whole points of the 256 × 256 box: a quarter fewer bytes before a page is seen.
"""

import json
import re
from functools import cache
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe

PATHS: dict[str, str] = json.loads(
    (Path(__file__).parent / "data" / "icons.json").read_text(encoding="utf-8")
)
USED = re.compile(r'href="#i-([a-z-]+)"')


@cache
def icon(name: str, *, flip: bool = False) -> SafeString:
    """An icon beside a word; hidden from screen readers. flip: it points along the line, so it turns in right-to-left text.

    Raises ValueError for a name that data/icons.json lacks.
    """
    if name not in PATHS:
        raise ValueError(f"no icon called {name!r} in ui/data/icons.json")
    turned = " flip" if flip else ""
    return mark_safe(f'<svg class="i{turned}" aria-hidden="true"><use href="#i-{name}"/></svg>')


def sprite_for(page: str) -> SafeString:
    """The symbols that `page` refers to, each once; an empty string when it has none."""
    used = sorted(set(USED.findall(page)) & PATHS.keys())
    if not used:
        return SafeString("")
    symbols = "".join(
        f'<symbol id="i-{n}" viewBox="0 0 256 256"><path d="{PATHS[n]}"/></symbol>' for n in used
    )
    return mark_safe(
        f'<svg class="sprite" width="0" height="0" aria-hidden="true"><defs>{symbols}</defs></svg>'
    )
