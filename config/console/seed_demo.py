"""`tillsammans seed-demo`: fill the demo with its two counties. Doing it again changes nothing; outside demo mode it refuses."""

import argparse
import sys

from django.conf import settings
from django.utils import translation

from config.demo import counties
from tillsammans.core import clock


def main(arguments: list[str]) -> int:
    argparse.ArgumentParser(prog="tillsammans seed-demo").parse_args(arguments)
    if not settings.DEMO:
        print("Det påhittade länet läggs bara in i demoläget. Sätt TILLSAMMANS_MODE=demo.", file=sys.stderr)
        return 1
    with translation.override("sv"):
        for sentence in counties.seed(clock.now()):
            print(sentence)
    return 0
