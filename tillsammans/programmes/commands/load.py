"""Giving a county the programmes and the wheel that come with the system, once."""

from dataclasses import replace

from django.db import transaction

from tillsammans.access import check
from tillsammans.access.actor import Actor
from tillsammans.access.roles import Permission
from tillsammans.audit import commands as audit
from tillsammans.organisations import commands as organisations
from tillsammans.organisations.models import CountyProfile, Place, PlaceKind
from tillsammans.programmes import rules
from tillsammans.programmes.models import (
    Criterion,
    ModelItem,
    ModelVersion,
    Programme,
    StairsVersion,
    Step,
    TheoryMeasure,
    TheoryRow,
    TheoryVersion,
    WheelEdition,
    WheelTexts,
)
from tillsammans.programmes.rules import shipped, shipped_wheel
from tillsammans.programmes.rules.shipped_theory import ShippedTheory, shipped_theory

BATCH = 500


@transaction.atomic
def load_programmes(*, by: Actor, county: Place) -> list[Programme]:
    """The shipped programmes as published edition 1, each with its stairs. Returns those that were new to the county.

    Loading again changes nothing: a programme that the county has, edited or not, is left alone.
    """
    check.require_permission(by, Permission.PROGRAMME_EDIT, county.path or "")
    own = set(Programme.objects.filter(county=county).values_list("code", flat=True))
    new = [one for one in shipped.programmes() if one.model.code not in own]
    made = [_load(by, county, one) for one in new]
    if made:
        organisations.touch_county(county.pk)
        audit.record(
            by=by, action="programmes.loaded", target=county, detail={"programmes": [row.pk for row in made]}
        )
    return made


def _load(by: Actor, county: Place, one: shipped.ShippedProgramme) -> Programme:
    programme = Programme.objects.create(
        county=county, code=one.model.code, name=one.model.name, order=one.order
    )
    version = ModelVersion.objects.create(
        programme=programme,
        number=1,
        state=rules.PUBLISHED,
        about=one.model.about,
        created_at=by.at,
        published_at=by.at,
    )
    key = CountyProfile.objects.values_list("key", flat=True).get(place=county)
    own = [item for item in one.model.items if item.is_for(key)]
    ModelItem.objects.bulk_create(
        [ModelItem(version=version, **item.fields) for item in own], batch_size=BATCH
    )
    stairs = StairsVersion.objects.create(
        programme=programme, model_version=version, number=1, state=rules.PUBLISHED, title=one.stairs.title,
        about=one.stairs.about, goal=one.stairs.goal, how_to=one.stairs.how_to, is_proposal=one.stairs.is_proposal,
        created_at=by.at, published_at=by.at,
    )  # fmt: skip
    Step.objects.bulk_create(
        [Step(stairs=stairs, **vars(step)) for step in one.stairs.steps], batch_size=BATCH
    )
    Criterion.objects.bulk_create(
        [Criterion(stairs=stairs, **vars(row)) for row in one.stairs.criteria], batch_size=BATCH
    )
    if theory := shipped_theory(programme.code):
        _load_theory(by, programme, theory)
    return programme


def _load_theory(by: Actor, programme: Programme, theory: ShippedTheory) -> TheoryVersion:
    version = TheoryVersion.objects.create(
        programme=programme, number=1, state=rules.PUBLISHED, about=theory.about, created_at=by.at, published_at=by.at,
    )  # fmt: skip
    rows = [
        TheoryRow(
            version=version, order=order, code=row.code, components=list(row.components), outcome=row.outcome,
            if_then=row.if_then, basis=row.basis, **row.texts,
        )
        for order, row in enumerate(theory.rows, start=1)
    ]  # fmt: skip
    TheoryRow.objects.bulk_create(rows)
    TheoryMeasure.objects.bulk_create(
        TheoryMeasure(row=row, stage=stage, kind=kind, code=code)
        for row, own in zip(rows, theory.rows, strict=True)
        for stage, kind, code in own.measures
    )
    return version


def load_missing_theories(*, by: Actor) -> list[TheoryVersion]:
    """The shipped theory for every programme of that name that is older than it and has none, not even a draft."""
    without = Programme.objects.filter(theories=None).select_related("county").order_by("pk")
    return [
        _load_missing_theory(by, programme, theory)
        for programme in without
        if (theory := shipped_theory(programme.code))
    ]


@transaction.atomic
def _load_missing_theory(by: Actor, programme: Programme, theory: ShippedTheory) -> TheoryVersion:
    check.require_permission(by, Permission.PROGRAMME_EDIT, programme.county.path or "")
    version = _load_theory(by, programme, theory)
    audit.record(
        by=replace(by, county_id=programme.county_id), action="programmes.theory_loaded", target=version
    )
    return version


@transaction.atomic
def load_wheel(*, by: Actor, county: Place) -> WheelEdition | None:
    """The shipped wheel as published edition 1, in every language that has words. None when the county has a wheel already.

    No translation counts as reviewed: that is said by a person who reads the language as a native.
    """
    check.require_permission(by, Permission.PROGRAMME_EDIT, county.path or "")
    Place.objects.select_for_update().get(pk=county.pk)
    if WheelEdition.objects.filter(county=county).exists():
        return None
    edition = WheelEdition.objects.create(
        county=county, number=1, state=rules.PUBLISHED, structure=shipped_wheel.structure(), created_at=by.at,
        published_at=by.at,
    )  # fmt: skip
    WheelTexts.objects.bulk_create(
        [
            WheelTexts(edition=edition, language=language, texts=shipped_wheel.words(language))
            for language in shipped_wheel.languages()
        ]
    )
    audit.record(by=by, action="programmes.wheel_loaded", target=edition)
    return edition


def load_missing_wheels(*, by: Actor) -> list[WheelEdition]:
    """The shipped wheel for every county that is older than it. Those that have one are left alone."""
    without = Place.objects.filter(kind=PlaceKind.COUNTY, wheel_editions=None).order_by("pk")
    made = (load_wheel(by=replace(by, county_id=county.pk), county=county) for county in without)
    return [edition for edition in made if edition]
