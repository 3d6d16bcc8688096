"""How much a phone and a room may do. A phone is one key; a school is one address, so addresses count for wrong codes alone."""

CARD_LENGTH = 140
CARDS_EACH = 20  # of one phone at one question, withdrawn ones too
LARGEST_ROOM = 2000
VOTES_EACH_AT_MOST = 10
WRONG_CODES = 30  # from one address in the time below
WRONG_CODES_MINUTES = 10
HOURS_OPEN = 12  # then the code expires
