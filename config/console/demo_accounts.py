"""`tillsammans demo-accounts`: who one can sign in as in the demo, with the one password that all share."""

from config.demo import accounts


def main(arguments: list[str]) -> int:
    print(accounts.listed())
    return 0
