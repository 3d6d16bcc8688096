"""Making a new edition of a programme's description, and putting it in force."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from tillsammans.access.actor import Actor
from tillsammans.audit import commands as audit
from tillsammans.core.errors import Conflict, Invalid
from tillsammans.core.text import SOURCE_LANGUAGE
from tillsammans.organisations import commands as organisations
from tillsammans.programmes import policies, rules
from tillsammans.programmes.commands import editions
from tillsammans.programmes.commands.editions import Texts
from tillsammans.programmes.models import (
    PARENT_SECTION,
    AboutTopic,
    ModelItem,
    ModelVersion,
    Programme,
    Section,
)

WORK_SLOTS = (1, 2, 5, 8)  # DESIGN.md 3: the core components' colours on work pages


@transaction.atomic
def draft_model(*, by: Actor, programme: Programme) -> ModelVersion:
    """A new draft with everything that stands in the edition in force. Refused while another draft is open."""
    number = editions.startable(by, programme, ModelVersion)
    source = ModelVersion.objects.filter(programme=programme, state=rules.PUBLISHED).first()
    draft = ModelVersion.objects.create(
        programme=programme,
        number=number,
        state=rules.DRAFT,
        about=source.about if source else {},
        created_at=by.at,
    )
    items = list(ModelItem.objects.filter(version=source)) if source else []
    for item in items:
        item.pk, item.version = None, draft
    ModelItem.objects.bulk_create(items, batch_size=500)
    audit.record(
        by=by, action="programmes.model_drafted", target=draft, detail={"from": source.pk if source else None}
    )
    return draft


@transaction.atomic
def edit_model_about(*, by: Actor, version: ModelVersion, about: Mapping[str, Texts]) -> ModelVersion:
    """What the edition says of itself, topic by topic."""
    version = editions.editable(by, version)
    version.about = {
        topic: texts for topic in AboutTopic.values if (texts := editions.kept(about.get(topic, {})))
    }
    version.save(update_fields=["about"])
    audit.record(by=by, action="programmes.model_about_edited", target=version)
    return version


@transaction.atomic
def add_item(
    *, by: Actor, version: ModelVersion, section: str, name: Texts, short_name: Texts, description: Texts, basis: str,
    source: str = "", parent_code: str = "", order: int | None = None, common: bool = False,
) -> ModelItem:  # fmt: skip
    """One more thing in a draft, last in its section unless `order` says otherwise."""
    version = editions.editable(by, version)
    stored = editions.named(name)
    own = list(ModelItem.objects.filter(version=version, section=section))
    _check_parent(version, section, parent_code)
    item = ModelItem.objects.create(
        version=version, section=section, name=stored, short_name=editions.kept(short_name),
        code=editions.free_code(stored.get("en", stored[SOURCE_LANGUAGE]), (one.code for one in own)),
        description=editions.kept(description), basis=basis, source=source.strip(), parent_code=parent_code,
        order=order or max((one.order for one in own), default=0) + 1, common=common,
        slot=WORK_SLOTS[len(own) % len(WORK_SLOTS)] if section == Section.CORE_COMPONENT else 1,
    )  # fmt: skip
    audit.record(by=by, action="programmes.item_added", target=item, detail={"version": version.pk})
    return item


@transaction.atomic
def edit_item(
    *, by: Actor, item: ModelItem, name: Texts, short_name: Texts, description: Texts, basis: str, source: str,
    parent_code: str, order: int, common: bool, seen: str | None = None,
) -> ModelItem:  # fmt: skip
    """New words for one thing in a draft. seen: rules.seen_mark of what the form showed; another's change is a Conflict."""
    editions.editable(by, item.version)
    item = ModelItem.objects.select_for_update().get(pk=item.pk)
    editions.check_seen(item, seen)
    _check_parent(item.version, item.section, parent_code)
    item.name, item.short_name, item.description = (
        editions.named(name),
        editions.kept(short_name),
        editions.kept(description),
    )
    item.basis, item.source, item.parent_code, item.order, item.common = (
        basis,
        source.strip(),
        parent_code,
        order,
        common,
    )
    item.save()
    audit.record(by=by, action="programmes.item_edited", target=item, detail={"version": item.version_id})
    return item


@transaction.atomic
def remove_item(*, by: Actor, item: ModelItem) -> None:
    """Take one thing out of a draft. Refused while other things belong to it."""
    editions.editable(by, item.version)
    below = [section for section, above in PARENT_SECTION.items() if above == item.section]
    if ModelItem.objects.filter(version=item.version, section__in=below, parent_code=item.code).exists():
        raise Conflict(
            _("Det finns delar som hör hit. Ta bort dem först, eller flytta dem till en annan kärnkomponent.")
        )
    audit.record(by=by, action="programmes.item_removed", target=item, detail={"version": item.version_id})
    item.delete()


@transaction.atomic
def publish_model(*, by: Actor, version: ModelVersion) -> ModelVersion:
    """Put a draft in force. The edition before it is kept as it was, as replaced."""
    Programme.objects.select_for_update().get(pk=version.programme_id)
    version = editions.locked(version)
    policies.check_publish(by, version)
    if not ModelItem.objects.filter(version=version, section=Section.CORE_COMPONENT).exists():
        raise Conflict(_("Modellen saknar kärnkomponenter. Lägg till minst en innan du publicerar."))
    ModelVersion.objects.filter(programme=version.programme_id, state=rules.PUBLISHED).update(
        state=rules.RETIRED
    )
    version.state, version.published_at = rules.PUBLISHED, by.at
    version.save(update_fields=["state", "published_at"])
    organisations.touch_county(version.programme.county_id)
    audit.record(by=by, action="programmes.model_published", target=version)
    return version


@transaction.atomic
def discard_model(*, by: Actor, version: ModelVersion) -> None:
    """Throw a draft away with everything in it."""
    version = editions.editable(by, version)
    audit.record(
        by=by, action="programmes.model_discarded", target=version, detail={"number": version.number}
    )
    version.delete()


def _check_parent(version: ModelVersion, section: str, parent_code: str) -> None:
    """Raises Invalid when a part points at a core component that the edition lacks."""
    above = PARENT_SECTION.get(Section(section))
    if above is None or not parent_code:
        return
    if not ModelItem.objects.filter(version=version, section=above, code=parent_code).exists():
        raise Invalid(_("Välj en kärnkomponent som finns i den här utgåvan."))
