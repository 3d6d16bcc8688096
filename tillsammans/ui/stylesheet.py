"""The style sheet as one file: the sources in `css/`, in order, without comments and line ends.

One request instead of five, and no build tool. `python -m tillsammans.ui.stylesheet` writes static/ui/app.css;
a test says when it was forgotten.
"""

import re
from pathlib import Path

HERE = Path(__file__).parent
TARGET = HERE / "static" / "ui" / "app.css"


def sources() -> list[Path]:
    """The readable files, in the order of the cascade layers."""
    return sorted((HERE / "css").glob("*.css"))


def joined() -> str:
    """All sources as one sheet. Only space that no rule needs is taken away."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources())
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s*([{};])\s*", r"\1", text)
    return text.replace(";}", "}").replace(": ", ":").replace(", ", ",").strip() + "\n"


if __name__ == "__main__":
    TARGET.write_text(joined(), encoding="utf-8")
