"""The wheel's colours where the style sheet does not reach: on other people's pages. A test holds them to the tokens."""

# slot → wash (surface), fill (field under ink), solid (lines and marks), ink (text and edges)
COLOURS: dict[int, tuple[str, str, str, str]] = {
    1: ("#e7f6fd", "#84c7e3", "#247f9f", "#004055"),  # fjärd
    2: ("#eaf7ef", "#89caa8", "#3c8362", "#12432e"),  # gran
    3: ("#f2f5e8", "#c4d684", "#778638", "#39420d"),  # björk
    4: ("#f8f3e6", "#f7d979", "#9b8023", "#4d3e06"),  # smörblomma
    5: ("#fdf1e7", "#f9b87b", "#b67121", "#5e3400"),  # havtorn
    6: ("#ffefed", "#f29f93", "#bc4a3f", "#701f1a"),  # lingon
    7: ("#feeff5", "#e7a3c4", "#aa5180", "#641f46"),  # ljung
    8: ("#f2f2ff", "#b4b2e9", "#6d65b4", "#382d72"),  # blåklocka
}
