from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tillsammans.access.roles import Role


class Sector(models.TextChoices):
    PRESCHOOL = "preschool", _("förskola")
    SCHOOL = "school", _("skola")
    SOCIAL_SERVICES = "social_services", _("socialtjänst")
    HEALTH_CARE = "health_care", _("hälso- och sjukvård")
    CULTURE_LEISURE = "culture_leisure", _("kultur och fritid")


class Form(models.TextChoices):
    OWN = "own", _("egen regi")
    PRIVATE_COMMISSION = "private_commission", _("privat på uppdrag")
    INDEPENDENT = "independent", _("fristående huvudman")


class PlaceKind(models.TextChoices):
    COUNTY = "county", _("län")
    PRINCIPAL = "principal", _("huvudman")
    DEPARTMENT = "department", _("förvaltning eller område")
    UNIT = "unit", _("enhet")


class PrincipalKind(models.TextChoices):
    REGION = "region", _("region")
    MUNICIPALITY = "municipality", _("kommun")
    INDEPENDENT = "independent", _("fristående huvudman")


class Place(models.Model):
    """A node of the tree county → principal → department → unit. A role held here reaches everything below.

    path: 8 digits a level, from the county down to this place. A closed place keeps its row and its history.
    sort_name: the name as `rules.names.sort_key` writes it, so that å, ä and ö sort alike in every database.
    """

    kind = models.CharField(max_length=12, choices=PlaceKind)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    county = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    principal = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    # Without a path only while it is being planted; to everyone else a path is always there.
    path: "models.CharField[str | None, str]" = models.CharField(max_length=64, unique=True, null=True)  # type: ignore[misc]
    name = models.CharField(max_length=200)
    sort_name = models.CharField(max_length=240, blank=True)
    code = models.CharField(max_length=50, blank=True)
    sector = models.CharField(max_length=20, choices=Sector, blank=True)
    form = models.CharField(max_length=20, choices=Form, blank=True)
    principal_kind = models.CharField(max_length=12, choices=PrincipalKind, blank=True)
    organisation_number = models.CharField(max_length=11, blank=True)
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged_from")

    class Meta:
        indexes = [
            models.Index(fields=["principal", "kind", "sort_name", "id"], name="place_by_principal"),
            models.Index(fields=["county", "kind", "sort_name", "id"], name="place_by_county"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PlaceKind.values), name="place_kind_known"),
            models.CheckConstraint(
                condition=Q(kind=PlaceKind.COUNTY, parent=None)
                | (~Q(kind=PlaceKind.COUNTY) & Q(parent__isnull=False)),
                name="place_only_county_is_root",
            ),
            models.CheckConstraint(
                condition=~Q(kind=PlaceKind.UNIT) | ~Q(form=""), name="place_unit_has_form"
            ),
            models.CheckConstraint(
                condition=~Q(kind=PlaceKind.UNIT) | ~Q(sector=""), name="place_unit_has_sector"
            ),
            models.CheckConstraint(
                condition=~Q(kind=PlaceKind.PRINCIPAL) | ~Q(principal_kind=""),
                name="place_principal_has_kind",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(opened_on=None) | Q(closed_on__gte=F("opened_on")),
                name="place_closes_after_opening",
            ),
            models.UniqueConstraint(
                fields=["principal", "code"],
                condition=Q(kind=PlaceKind.UNIT, closed_on=None) & ~Q(code=""),
                name="place_open_unit_code_unique",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class CountyProfile(models.Model):
    """What one county has decided for itself. `host`: the name its public pages are reached by."""

    place = models.OneToOneField(Place, on_delete=models.PROTECT, related_name="county_profile")
    key = models.SlugField(unique=True)
    host = models.CharField(max_length=120, blank=True)
    is_demo = models.BooleanField(default=False)
    holdings_kept_days = models.PositiveIntegerField(default=365)
    pulse = models.BigIntegerField(default=0)  # rises with every change that a picture of the county may show
    ground_pulse = models.BigIntegerField(default=0)  # but for changes of work alone (see touch_county)
    plan_pulse = models.BigIntegerField(
        default=0
    )  # but for changes of activities and registers alone (see touch_level)

    def __str__(self) -> str:
        return self.key


class LevelPulse(models.Model):
    """Rises with every change of the activities of a county's own level or of a principal's. No row: none has changed yet."""

    place = models.OneToOneField(Place, primary_key=True, on_delete=models.CASCADE, related_name="+")
    county = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")
    pulse = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.place_id}: {self.pulse}"


class PrincipalProfile(models.Model):
    """A principal's own choices."""

    place = models.OneToOneField(Place, on_delete=models.PROTECT, related_name="principal_profile")
    units_open_to_county = models.BooleanField(default=False)
    notes_shared_with_county = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"profile of principal {self.place_id}"


class PlaceChangeKind(models.TextChoices):
    OPENED = "opened", _("öppnade")
    RENAMED = "renamed", _("bytte namn")
    MOVED = "moved", _("flyttade")
    CHANGED = "changed", _("uppgifter ändrades")
    CLOSED = "closed", _("stängde")
    REOPENED = "reopened", _("öppnade igen")
    MERGED = "merged", _("gick ihop med en annan enhet")


class PlaceChange(models.Model):
    """The history of a place: what changed, from what, to what, on which day."""

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=10, choices=PlaceChangeKind)
    on = models.DateField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    recorded_at = models.DateTimeField()
    recorded_by_id = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"place {self.place_id} {self.kind}"


class RoleHolding(models.Model):
    """A role held at a place for a period. Known by work e-mail; an account may be tied to it later.

    ends_on: the last day, inclusive; None: until further notice. After the keeping time name, e-mail and account are erased
    (`disposed_at`), and the row remains as a period without a person.
    """

    role = models.CharField(max_length=20, choices=Role)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="holdings")
    sector = models.CharField(max_length=20, choices=Sector, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="holdings"
    )
    email = models.EmailField(blank=True)
    name = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    disposed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["place", "role"], name="holding_by_place"),
            models.Index(fields=["email"], name="holding_by_email"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="holding_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(disposed_at=None) | Q(email="", name="", user=None),
                name="holding_disposed_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} at place {self.place_id}"


class RoleScope(models.TextChoices):
    PER_UNIT = "per_unit", _("en på varje enhet")
    PER_AREA = "per_area", _("en i varje område")
    SHARED = "shared", _("ett antal gemensamt")


class RoleDecision(models.Model):
    """A principal's decision: where and how many of a role there shall be. Without one, nothing is called vacant."""

    principal = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="role_decisions")
    role = models.CharField(
        max_length=20, choices=[(Role.BBA, Role.BBA.label), (Role.COORDINATOR, Role.COORDINATOR.label)]
    )
    sector = models.CharField(max_length=20, choices=Sector, blank=True)
    scope = models.CharField(max_length=10, choices=RoleScope)
    number = models.PositiveSmallIntegerField(default=1)
    decided_on = models.DateField()
    decided_by = models.CharField(max_length=120, blank=True)
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["principal", "role", "sector"],
                condition=Q(ends_on=None),
                name="decision_one_at_a_time",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="decision_of_at_least_one"),
        ]

    def __str__(self) -> str:
        return f"decision on {self.role} at principal {self.principal_id}"


class ImportState(models.TextChoices):
    PREVIEWED = "previewed", _("förhandsvisad")
    COMMITTED = "committed", _("inläst")
    ABANDONED = "abandoned", _("avbruten")


class ImportBatch(models.Model):
    """One spreadsheet read: what it would change, and whether it was carried out. The file itself is not kept.

    rows: {"units": what each readable row says, "partly": rows in error whose workplace is known all the same}.
    errors: {"headings": of the file, "rows": [row number, cells, [[column, value, reason], …]]}.
    columns: {"notes": what the reader should know}. skipped: [row number, why].
    rows and errors hold work e-mails. rows are emptied when carried out or given up, both when seven days old.
    """

    county = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    state = models.CharField(max_length=12, choices=ImportState)
    read_at = models.DateTimeField()
    read_by_id = models.BigIntegerField(null=True)
    committed_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)
    columns = models.JSONField(default=dict)
    rows = models.JSONField(default=dict)
    errors = models.JSONField(default=dict)
    skipped = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"import {self.pk}"
