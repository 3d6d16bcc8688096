"""CFIR 2.0 is read whole, or not at all."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from tillsammans.strategies.models import Domain
from tillsammans.strategies.rules import cfir
from tillsammans.strategies.rules.reading import ReferenceFault, read


def test_the_file_holds_what_the_article_counts() -> None:
    framework = cfir.load()
    parts = [one for one in framework.constructs if one.parent]
    assert (len(framework.domains), len(framework.constructs) - len(parts), len(parts)) == (5, 48, 19)


def test_the_register_has_the_same_five_domains() -> None:
    assert {one.code for one in cfir.load().domains} == set(Domain.values)


def test_a_part_follows_its_construct_within_one_domain() -> None:
    for one in cfir.load().constructs:
        if one.parent:
            above = cfir.construct(one.parent)
            assert above is not None and above.domain == one.domain
            assert one.ref.startswith(f"{above.ref}.")


def test_every_construct_is_of_a_domain_once() -> None:
    listed = [one for domain in cfir.load().domains for one in cfir.of_domain(domain.code)]
    assert sorted(one.code for one in listed) == sorted(one.code for one in cfir.load().constructs)


def test_a_code_that_the_framework_lacks_is_no_construct() -> None:
    assert cfir.construct("finns-inte") is None


def without(part: str, position: int, key: str) -> Callable[[dict[str, Any]], None]:
    return lambda given: given[part][position].pop(key)


def pointing(key: str, code: str) -> Callable[[dict[str, Any]], None]:
    return lambda given: given["constructs"][0].update({key: code})


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (without("constructs", 3, "code"), 'cfir.yaml: a row of "constructs" lacks "code" (ref: I.D'),
        (
            without("constructs", 0, "name_sv"),
            'cfir.yaml: the construct "innovation-source" lacks "name_sv".',
        ),
        (without("domains", 0, "ref"), 'cfir.yaml: the domain "innovation" lacks "ref".'),
        (
            pointing("domain", "elsewhere"),
            'cfir.yaml: the construct "innovation-source" points to the domain "elsewhere"',
        ),
        (pointing("parent", "nobody"), 'points to the construct "nobody", which is unknown.'),
        (pointing("subdomain", "nothing"), 'points to the subdomain "nothing", which is unknown.'),
        (pointing("code", "innovation-cost"), 'the construct "innovation-cost" stands twice.'),
        (
            lambda given: given["constructs"].pop(),
            '"meta.counts.constructs" says 48, the file holds 47.',
        ),
        (lambda given: given.pop("subdomains"), 'cfir.yaml: the part "subdomains" is missing.'),
    ],
)
def test_a_spoiled_file_is_refused_with_its_name_and_the_code(
    spoil: Callable[[dict[str, Any]], None], says: str
) -> None:
    given = deepcopy(dict(read(cfir.FILE)))
    spoil(given)
    with pytest.raises(ReferenceFault) as refusal:
        cfir.parse(given)
    assert says in str(refusal.value)


@pytest.mark.parametrize("content", ["", "- one\n- two\n", "meta: [", "\xff"])
def test_what_is_no_reference_file_is_refused_by_name(tmp_path: Any, content: str) -> None:
    (tmp_path / "cfir.yaml").write_bytes(content.encode("latin-1"))
    with pytest.raises(ReferenceFault, match=r"^cfir\.yaml: the file "):
        read("cfir.yaml", tmp_path)


def test_a_file_that_is_gone_is_named(tmp_path: Any) -> None:
    with pytest.raises(ReferenceFault, match=r"^gone\.yaml: the file cannot be read"):
        read("gone.yaml", tmp_path)
