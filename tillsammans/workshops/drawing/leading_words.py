"""The words of the leader's pages: what each button does, where a question stands, what a step was."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tillsammans.workshops.models import Phase, Question, WorkshopState
from tillsammans.workshops.rules import next_step as steps

# On a button: what happens.
DO = {
    steps.WRITE: gettext_lazy("Öppna för kort"), steps.CLOSE: gettext_lazy("Stäng"), steps.VOTE: gettext_lazy("Öppna för röster"),
    steps.DONE: gettext_lazy("Stäng röstningen"), steps.SHOW_CARDS: gettext_lazy("Visa korten"),
    steps.HIDE_CARDS: gettext_lazy("Dölj korten igen"), steps.SHOW_VOTES: gettext_lazy("Visa rösterna"),
    steps.HIDE_VOTES: gettext_lazy("Dölj rösterna igen"), steps.BEGIN: gettext_lazy("Öppna workshoppen"),
    steps.GO_ON: gettext_lazy("Gå till nästa fråga"), steps.FINISH: gettext_lazy("Avsluta workshoppen"),
    steps.RESULT: gettext_lazy("Gör något av resultatet"),
}  # fmt: skip
# The same where it is one thing among others, and the phase makes it mean something else.
AGAIN = {
    (Phase.CLOSED, steps.WRITE): gettext_lazy("Öppna för fler kort"),
    (Phase.CLOSED, steps.DONE): gettext_lazy("Klar utan röstning"),
    (Phase.WRITING, steps.VOTE): gettext_lazy("Stäng och öppna för röster"),
    (Phase.VOTING, steps.CLOSE): gettext_lazy("Avbryt röstningen"),
    (Phase.DONE, steps.WRITE): gettext_lazy("Öppna för fler kort"),
    (Phase.DONE, steps.VOTE): gettext_lazy("Öppna för röster igen"),
}
# Under the primary button: what it means for those in the room.
MEANS = {
    steps.BEGIN: gettext_lazy("En kod visas. Alla som har den kan gå med i telefonen."),
    steps.WRITE: gettext_lazy("Alla kan skriva kort i telefonen. Väggen visar bara hur många de är."),
    steps.CLOSE: gettext_lazy("Ingen kan skriva eller ändra kort längre. Du kan öppna igen."),
    steps.SHOW_CARDS: gettext_lazy("Alla ser korten på väggen och i telefonen."),
    steps.VOTE: gettext_lazy("Alla kan lägga sina röster på korten i telefonen."),
    steps.DONE: gettext_lazy("Ingen kan rösta längre. Rösterna visas inte förrän du vill."),
    steps.SHOW_VOTES: gettext_lazy("Alla ser hur många röster varje kort har."),
    steps.GO_ON: gettext_lazy("Väggen och telefonerna visar nästa fråga."),
    steps.FINISH: gettext_lazy("Röster räknas in och telefonerna glöms. Det går inte att ångra."),
    steps.RESULT: gettext_lazy("Korten kan bli rader i registret och aktiviteter i tidslinjen."),
}
PHASES = {
    Phase.WAITING: gettext_lazy("Inte öppnad än"), Phase.WRITING: gettext_lazy("Öppen för kort"),
    Phase.CLOSED: gettext_lazy("Stängd"), Phase.VOTING: gettext_lazy("Öppen för röster"), Phase.DONE: gettext_lazy("Klar"),
}  # fmt: skip
STATES = {
    WorkshopState.PLANNED: gettext_lazy("Inte börjad"),
    WorkshopState.OPEN: gettext_lazy("Pågår"),
    WorkshopState.ENDED: gettext_lazy("Avslutad"),
}
SHAPES = {WorkshopState.PLANNED: "none", WorkshopState.OPEN: "prog", WorkshopState.ENDED: "done"}
PHASE_SHAPES = {
    Phase.WAITING: "none", Phase.WRITING: "prog", Phase.CLOSED: "ack", Phase.VOTING: "prog", Phase.DONE: "done",
}  # fmt: skip
# What can be undone, and what the record tells.
STEPS = {
    "moved": gettext_lazy("flyttade ett kort"), "merged": gettext_lazy("slog ihop kort"), "parted": gettext_lazy("tog isär kort"),
    "kept_apart": gettext_lazy("höll isär kort"), "hidden": gettext_lazy("dolde ett kort"),
    "shown": gettext_lazy("visade ett kort igen"), "group_aside": gettext_lazy("lade en grupps kort åt sidan"),
    "group_back": gettext_lazy("lade tillbaka en grupps kort"), "phone_removed": gettext_lazy("tog bort en telefons kort"),
    steps.WRITE: gettext_lazy("öppnade för kort"), steps.CLOSE: gettext_lazy("stängde"),
    steps.VOTE: gettext_lazy("öppnade för röster"), steps.DONE: gettext_lazy("avslutade frågan"),
    steps.SHOW_CARDS: gettext_lazy("visade korten"), steps.HIDE_CARDS: gettext_lazy("dolde korten"),
    steps.SHOW_VOTES: gettext_lazy("visade rösterna"), steps.HIDE_VOTES: gettext_lazy("dolde rösterna"),
}  # fmt: skip


def act(step: str, phase: str) -> str:
    """On a button among others."""
    return str(AGAIN.get((Phase(phase), step)) or DO[step])


def primary(step: str, *, over: bool = False) -> str:
    """On the one button. over: the round's time is up."""
    if over and step == steps.CLOSE:
        return _("Tiden är ute: stäng")
    return str(DO[step])


def means(step: str, *, hidden: bool) -> str:
    if step == steps.WRITE and not hidden:
        return _("Alla kan skriva kort i telefonen. De syns på väggen direkt.")
    if step == steps.DONE and not hidden:
        return _("Ingen kan rösta längre.")
    return str(MEANS[step])


def phase(one: Question, *, over: bool = False) -> str:
    return _("Tiden är ute") if over else str(PHASES[Phase(one.phase)])


def step(what: str) -> str:
    return str(STEPS.get(what, what))


def cards(n: int) -> str:
    return ngettext("%(n)s kort", "%(n)s kort", n) % {"n": n}


def votes(n: int) -> str:
    return ngettext("%(n)s röst", "%(n)s röster", n) % {"n": n}


def people(n: int) -> str:
    return ngettext("%(n)s deltar", "%(n)s deltar", n) % {"n": n}


def questions(n: int) -> str:
    return ngettext("%(n)s fråga", "%(n)s frågor", n) % {"n": n}
