"""The colours and pictures that a wheel's parts may have, each with a Swedish name. Pictures: Phosphor, as ui.icons has them."""

from django.utils.translation import gettext_lazy as _

COLOURS = {
    1: _("fjärd, blå"),
    2: _("gran, mörkgrön"),
    3: _("björk, ljusgrön"),
    4: _("smörblomma, gul"),
    5: _("havtorn, orange"),
    6: _("lingon, röd"),
    7: _("ljung, rosa"),
    8: _("blåklocka, lila"),
}

PICTURES = {
    "house-line": _("hus"), "tree": _("träd"), "moon-stars": _("måne och stjärnor"), "heartbeat": _("hjärta som slår"),
    "person-arms-spread": _("person med utsträckta armar"), "bed": _("säng"), "puzzle-piece": _("pusselbit"),
    "book-open": _("öppen bok"), "pencil-simple": _("penna"), "hand-heart": _("hand med hjärta"), "bowl-food": _("skål med mat"),
    "t-shirt": _("tröja"), "soccer-ball": _("fotboll"), "paint-brush": _("pensel"), "music-notes": _("noter"),
    "handshake": _("handslag"), "user": _("en person"), "ear": _("öra"), "heart": _("hjärta"), "users-three": _("tre personer"),
    "hand-waving": _("hand som vinkar"), "chats-circle": _("två pratbubblor"), "chat-circle": _("pratbubbla"),
    "lifebuoy": _("livboj"), "hand-pointing": _("hand som pekar"), "backpack": _("ryggsäck"), "bicycle": _("cykel"),
    "baby": _("bebis"), "books": _("böcker"), "brain": _("hjärna"), "bus": _("buss"), "cat": _("katt"), "dog": _("hund"),
    "eye": _("öga"), "flower": _("blomma"), "game-controller": _("spelkontroll"), "globe": _("jordglob"),
    "graduation-cap": _("studenthatt"), "hand": _("hand"), "key": _("nyckel"), "leaf": _("löv"), "paw-print": _("tass"),
    "person": _("stående person"), "person-simple-run": _("person som springer"), "person-simple-walk": _("person som går"),
    "phone": _("telefon"), "shield-check": _("sköld"), "signpost": _("vägvisare"), "star": _("stjärna"), "student": _("elev"),
    "sun": _("sol"), "tooth": _("tand"), "users": _("två personer"), "users-four": _("fyra personer"),
}  # fmt: skip

LEVEL_PICTURES = {
    "smiley": _("glatt ansikte"), "smiley-meh": _("ansikte med rak mun"), "smiley-sad": _("ledset ansikte"),
    "smiley-nervous": _("oroligt ansikte"), "question": _("frågetecken"), "star": _("stjärna"), "sun": _("sol"),
    "heart": _("hjärta"), "hand": _("hand"), "minus": _("streck"), "check": _("bock"), "skip-forward": _("hoppa över"),
}  # fmt: skip

FACES = {
    0: _("bara ögon"), 1: _("mycket ledset"), 2: _("ledset"), 3: _("rak mun"), 4: _("glatt"), 5: _("skrattar"),
}  # fmt: skip
