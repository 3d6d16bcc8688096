"""How much a phone and a room may do. A phone is one key; a school is one address, so addresses count for wrong codes alone."""

CARD_LENGTH = 140
CARDS_EACH = 20  # of one phone at one question, withdrawn ones too
LARGEST_ROOM = 2000
VOTES_EACH_AT_MOST = 10
WRONG_CODES = 30  # from one address in the time below
WRONG_CODES_MINUTES = 10
HOURS_OPEN = 12  # then the code expires
CARDS_AT_A_QUESTION = 5000  # of all phones together
CARD_RAW_LENGTH = 20_000  # of what is read at all before it is told how long it is
DOTS_MOVED = 100  # by one phone at one question, those that it has taken back too
KEY_LENGTH = 36
