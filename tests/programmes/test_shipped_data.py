"""The files that come with the system: whole in two languages, whole in number, and true to what they were written from."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import tillsammans.organisations
import tillsammans.programmes

PROGRAMMES = Path(tillsammans.programmes.__file__).parent / "data"
SWEDEN = Path(tillsammans.organisations.__file__).parent / "data" / "sweden.yaml"
FILES = [*sorted(PROGRAMMES.glob("*.yaml")), SWEDEN]
COMPONENTS = ["shared-approach", "shared-methods-tools", "shared-structure", "leadership-governance"]
# sha256 of "code|Swedish text", eight figures each, of the 77 criteria as the reference file of the project has them.
CRITERIA_AS_PROPOSED = """
    285f1d78 54183bcd 28a72af2 f41cb299 86cb3961 8302a2ca bd7487cf 118dff90 7ea4c57c a12f0b7e
    afe187c5 4223e51c 28f4d357 1429e281 78ad2777 c298c131 8f2c2619 d8734018 4a78fb78 63c46631
    f0229a57 e9df5c14 2d4014f4 38f18dc0 254fc696 2864cdd8 554230ce 54412582 fc577fc5 afe9e62f
    94337ece 96f6547d 17735fcf 9dae2c8f 1df34d6c 5c4c7b05 8f76ee3a 2c6f6ac1 6ff5ee45 f7480fff
    71589f90 685e263a 2edde889 01f6cf3d 4226ccda f4ad2294 0ae24910 02001cfe e71b01a3 5e8f2b3e
    4ae17c3d b39060af 45f154f5 75552d8e 292fdac4 c37db910 f563b7f2 cf3fa2cb 4084f48a d0ab59fe
    82fee6a1 c491a9cc 70947e60 eebd6c19 279ea7f4 12d3d9cd 63b56453 cd51fe13 15f68904 aaea1824
    c73b7c62 ac8657c0 d81e6710 dfba56d3 41aa4e80 3c643e5a 00c38cde
""".split()


def read(name: str) -> dict[str, Any]:
    return yaml.safe_load((PROGRAMMES / f"{name}.yaml").read_text(encoding="utf-8"))


def walk(node: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value of a file, containers too, with the way to it."""
    yield path, node
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in pairs:
        yield from walk(value, f"{path}/{key}")


def unlike_text(text: str) -> str:
    """Characters that come from a broken encoding, markup or a hidden space; "" when there are none."""
    return "".join(
        sorted(
            set(re.findall(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00a0\u00ad\u200b-\u200f\ufeff\ufffdÃÂ<>\t]", text))
        )
    )


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_says_where_it_comes_from_and_how_it_stands(file: Path) -> None:
    head = "".join(line for line in file.read_text(encoding="utf-8").splitlines()[:8] if line.startswith("#"))
    assert "Source" in head
    if file != SWEDEN:
        assert "Standing" in head


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_text_has_broken_or_hidden_characters(file: Path) -> None:
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    found = {path: unlike_text(text) for path, text in walk(content) if isinstance(text, str)}
    assert {path: characters for path, characters in found.items() if characters} == {}


@pytest.mark.parametrize("file", sorted(PROGRAMMES.glob("*.yaml")), ids=lambda file: file.stem)
def test_every_text_is_there_in_swedish_and_in_english(file: Path) -> None:
    texts = [
        (path, node)
        for path, node in walk(read(file.stem))
        if isinstance(node, dict) and {"sv", "en"} & set(node)
    ]
    assert texts
    assert [
        path
        for path, text in texts
        if set(text) != {"sv", "en"} or not all(str(one).strip() for one in text.values())
    ] == []


def test_the_stairs_have_step_zero_six_steps_and_77_criteria() -> None:
    stairs = read("implementeringstrappan")
    assert [step["number"] for step in stairs["steps"]] == list(range(7))
    assert stairs["steps"][0]["name"] == {"sv": "Inte börjat", "en": "Not begun"}
    assert len({criterion["code"] for criterion in stairs["criteria"]}) == 77 == stairs["counts"]["criteria"]
    assert stairs["not_county_text"] is True


def test_every_step_is_described_for_every_component_and_has_at_least_three_criteria_for_it() -> None:
    stairs = read("implementeringstrappan")
    assert all(list(step["descriptions"]) == COMPONENTS for step in stairs["steps"])
    counts = Counter((criterion["step"], criterion["component"]) for criterion in stairs["criteria"])
    assert set(counts) == {(step, component) for step in range(1, 7) for component in COMPONENTS}
    assert set(counts.values()) == {3, 4}


def test_no_two_texts_of_the_report_form_are_the_same() -> None:
    steps = read("implementeringstrappan")["steps"]
    for language in ("sv", "en"):
        shown = [text[language] for step in steps for text in step["descriptions"].values()]
        assert len(set(shown)) == len(shown) == 28
        assert max(map(len, shown)) <= 160


def test_the_criteria_stand_word_for_word_as_they_were_proposed() -> None:
    criteria = read("implementeringstrappan")["criteria"]
    lines = [f"{criterion['code']}|{criterion['text']['sv']}" for criterion in criteria]
    assert [hashlib.sha256(line.encode()).hexdigest()[:8] for line in lines] == CRITERIA_AS_PROPOSED


def test_the_model_has_all_that_its_source_has() -> None:
    counts = Counter(item["section"] for item in read("tillsammans_for_barnens_basta")["items"])
    assert counts == {
        "core_component": 4, "part": 13, "perspective": 4, "process_step": 3, "prevention_level": 3, "role": 19,
        "adaptable_component": 4, "need_area": 7, "long_term_effect": 3,
    }  # fmt: skip


@pytest.mark.parametrize("name", ["tillsammans_for_barnens_basta", "tillsammans_for_unga_vuxna"])
def test_items_are_unique_ordered_and_belong_to_what_exists(name: str) -> None:
    items = read(name)["items"]
    core = [item for item in items if item["section"] == "core_component"]
    assert [(item["code"], item["slot"]) for item in core] == list(zip(COMPONENTS, (1, 2, 5, 8), strict=True))
    assert max(Counter((item["section"], item["code"]) for item in items).values()) == 1
    assert {item["parent"] for item in items} <= {None, *COMPONENTS}
    assert {item["basis"] for item in items} <= {"stated", "derived", "open", "inferred", "proposal"}
    assert all(item["source"] and item["order"] >= 1 for item in items)


def test_leadership_and_governance_is_common_to_both_programmes_and_asked_once() -> None:
    for name in ("tillsammans_for_barnens_basta", "tillsammans_for_unga_vuxna"):
        core = {
            item["code"]: item["common"]
            for item in read(name)["items"]
            if item["section"] == "core_component"
        }
        assert core == {code: code == "leadership-governance" for code in COMPONENTS}


def test_nothing_in_the_second_programme_passes_for_the_countys_text() -> None:
    programme = read("tillsammans_for_unga_vuxna")
    assert {item["basis"] for item in programme["items"]} == {"proposal"}
    assert programme["vision"] is None
    assert (
        programme["stairs"]
        == read("tillsammans_for_barnens_basta")["stairs"]
        == read("implementeringstrappan")["code"]
    )


def test_the_five_domains_have_their_everyday_headings() -> None:
    headings = {domain["code"]: domain["heading"]["sv"] for domain in read("cfir_domains")["domains"]}
    assert headings == {
        "inner-setting": "Hos oss",
        "outer-setting": "Runt omkring oss",
        "implementation-process": "Arbetets gång",
        "innovation": "Modellen och hjulet",
        "individuals": "Vi som arbetar",
    }


def test_every_sector_has_a_word_for_the_unit_and_for_its_manager() -> None:
    sectors = {sector["code"]: sector for sector in read("sectors")["sectors"]}
    assert {code: (sector["unit"]["sv"], sector["manager"]["sv"]) for code, sector in sectors.items()} == {
        "preschool": ("förskolan", "rektor"),
        "school": ("skolan", "rektor"),
        "social_services": ("enheten", "enhetschef"),
        "health_care": ("mottagningen", "verksamhetschef"),
        "culture_leisure": ("enheten", "enhetschef"),
    }
    assert sectors["health_care"]["where_name_contains"]["vårdcentral"]["manager"]["sv"] == "vårdcentralschef"


def counties() -> dict[str, dict[str, Any]]:
    return {
        county["code"]: county for county in yaml.safe_load(SWEDEN.read_text(encoding="utf-8"))["counties"]
    }


# Municipalities in each county, from SCB's list.
PER_COUNTY = (
    "01 26 03 8 04 9 05 13 06 13 07 8 08 12 09 1 10 5 12 33 13 6 14 49 17 16 18 12 19 10 20 15 21 10 22 7 23 8 24 15 25 14"
).split()


def test_sweden_has_21_counties_and_290_municipalities() -> None:
    assert {code: len(county["municipalities"]) for code, county in counties().items()} == dict(
        zip(PER_COUNTY[::2], map(int, PER_COUNTY[1::2]), strict=True)
    )
    assert len(counties()) == 21
    assert len({county["region"] for county in counties().values()}) == 21
    assert sum(len(county["municipalities"]) for county in counties().values()) == 290


def test_a_municipality_has_its_own_code_and_name_and_begins_with_its_countys_code() -> None:
    listed = [
        (county["code"], one["code"], one["name"])
        for county in counties().values()
        for one in county["municipalities"]
    ]
    assert all(re.fullmatch(county + r"\d\d", code) for county, code, _name in listed)
    assert (
        len({code for _county, code, _name in listed})
        == len({name for _county, _code, name in listed})
        == 290
    )
    assert [code for _county, code, _name in listed] == sorted(code for _county, code, _name in listed)


def test_known_places_have_the_codes_they_should() -> None:
    names = {one["code"]: one["name"] for county in counties().values() for one in county["municipalities"]}
    known = {
        "0180": "Stockholm", "0380": "Uppsala", "0580": "Linköping", "0680": "Jönköping", "0780": "Växjö", "0880": "Kalmar",
        "0980": "Gotland", "1080": "Karlskrona", "1280": "Malmö", "1380": "Halmstad", "1480": "Göteborg", "1780": "Karlstad",
        "1880": "Örebro", "1980": "Västerås", "2080": "Falun", "2180": "Gävle", "2281": "Sundsvall", "2380": "Östersund",
        "2480": "Umeå", "2584": "Kiruna", "0331": "Heby", "0330": "Knivsta", "0140": "Nykvarn",
    }  # fmt: skip
    assert known.items() <= names.items()


def test_sormland_is_whole() -> None:
    sormland = counties()["04"]
    assert (sormland["name"], sormland["short_name"], sormland["region"]) == (
        "Södermanlands län",
        "Sörmland",
        "Region Sörmland",
    )
    assert {one["code"]: one["name"] for one in sormland["municipalities"]} == {
        "0428": "Vingåker", "0461": "Gnesta", "0480": "Nyköping", "0481": "Oxelösund", "0482": "Flen", "0483": "Katrineholm",
        "0484": "Eskilstuna", "0486": "Strängnäs", "0488": "Trosa",
    }  # fmt: skip
