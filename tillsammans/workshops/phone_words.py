"""What phones are told, in every language: headings, what to do at each stage, votes left in words, and the script's words."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tillsammans.strategies.models import DeterminantKind, Domain
from tillsammans.workshops.models import QuestionKind
from tillsammans.workshops.rules import stages

KINDS = {
    DeterminantKind.BARRIER: gettext_lazy("Hinder"),
    DeterminantKind.FACILITATOR: gettext_lazy("Möjliggörare"),
}
OTHER_CARDS = gettext_lazy("Kort")
SLOTS = {DeterminantKind.BARRIER: 6, DeterminantKind.FACILITATOR: 2}
HEADINGS = {
    Domain.INNER_SETTING: (gettext_lazy("Hos oss"), gettext_lazy("tid, ledning, rutiner, lokaler")),
    Domain.OUTER_SETTING: (
        gettext_lazy("Runt omkring oss"),
        gettext_lazy("lagar, pengar, andra verksamheter"),
    ),
    Domain.IMPLEMENTATION_PROCESS: (
        gettext_lazy("Arbetets gång"),
        gettext_lazy("hur vi planerar, provar och följer upp"),
    ),
    Domain.INNOVATION: (gettext_lazy("Modellen och hjulet"), gettext_lazy("hur de är gjorda och fungerar")),
    Domain.INDIVIDUALS: (gettext_lazy("Vi som arbetar"), gettext_lazy("vad vi vet, kan och vill")),
}
SECTORS = {
    "preschool": gettext_lazy("Förskola"),
    "school": gettext_lazy("Skola"),
    "social_services": gettext_lazy("Socialtjänst"),
    "health_care": gettext_lazy("Hälso- och sjukvård"),
    "culture_leisure": gettext_lazy("Kultur och fritid"),
}
TO_DO = {
    stages.WAITING: gettext_lazy("Vi börjar snart. Frågan kommer hit av sig själv."),
    stages.WRITING: gettext_lazy("Skriv ett kort i taget. Du kan skriva flera."),
    stages.CLOSED: gettext_lazy("Stängt just nu. Nästa steg kommer hit av sig självt."),
    stages.VOTING: gettext_lazy("Rösta på det som är viktigast. Varje kort kan få en röst av dig."),
    stages.DONE: gettext_lazy("Frågan är klar. Tack för det du har lagt till."),
    stages.ENDED: gettext_lazy(
        "Workshoppen är avslutad. Tack för att du var med. Inget om din telefon finns kvar."
    ),
}
FIELD = {
    QuestionKind.DETERMINANTS: gettext_lazy("Med egna ord"),
    QuestionKind.FREE: gettext_lazy("Med egna ord"),
    QuestionKind.STEPS: gettext_lazy("Vad är nästa steg?"),
}
LEFT: tuple[Callable[[], str], ...] = (
    lambda: _("Du har inga röster kvar."),
    lambda: _("Du har en röst kvar."),
    lambda: _("Du har två röster kvar."),
    lambda: _("Du har tre röster kvar."),
    lambda: _("Du har fyra röster kvar."),
    lambda: _("Du har fem röster kvar."),
    lambda: _("Du har sex röster kvar."),
    lambda: _("Du har sju röster kvar."),
    lambda: _("Du har åtta röster kvar."),
    lambda: _("Du har nio röster kvar."),
    lambda: _("Du har tio röster kvar."),
)


def votes_left(count: int) -> str:
    """In words, for 0 to 10 (limits.VOTES_EACH_AT_MOST)."""
    return LEFT[min(max(count, 0), len(LEFT) - 1)]()


def script_words() -> dict[str, object]:
    """What phone.js says, in the page's language. {n} and the like are filled in there."""
    return {
        "toDo": {stage: str(words) for stage, words in TO_DO.items()},
        "left": [words() for words in LEFT],
        "kinds": {str(kind): str(words) for kind, words in KINDS.items()},
        "headings": {str(domain): str(words[0]) for domain, words in HEADINGS.items()},
        "field": {str(kind): str(words) for kind, words in FIELD.items()},
        "soon": _("Vi börjar snart"),
        "over": _("Workshoppen är slut"),
        "order": _("Fråga {n} av {of}"),
        "signs": _("Tecken kvar: {n}"),
        "time": _("Tid kvar: {time}"),
        "votes": _("Röster: {n}"),
        "vote": _("Lägg en röst på: {text}"),
        "voteBack": _("Ta tillbaka din röst från: {text}"),
        "sent": _("Skickat"),
        "sending": _("Skickas"),
        "waits": _("Väntar på nät"),
        "cardSent": _("Kortet är skickat."),
        "cardChanged": _("Kortet är ändrat."),
        "cardBack": _("Kortet är återtaget."),
        "voted": _("Din röst är lagd."),
        "votedBack": _("Din röst är tillbakatagen."),
        "noCards": _("Det finns inga kort att rösta på än."),
        "unsent": _("Det här hann inte skickas: ”{text}”. Det ligger kvar om frågan öppnas igen."),
        "offline": _("Väntar på nät. Det du skickar ligger kvar här och går i väg av sig självt."),
        "empty": _("Skriv något på kortet."),
        "kind": _("Välj om det är ett hinder eller en möjliggörare."),
        "long": _("Kortet är {given} tecken långt. Korta det till högst {most}."),
        "failed": _("Det gick inte att skicka. Försök igen."),
    }
