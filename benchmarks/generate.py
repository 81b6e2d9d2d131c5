"""Write clinics that nobody runs, one JSON object a line: `generate.py COUNT > clinics.jsonl`.

The same count gives the same bytes.
"""

import json
import random
import sys

COUNTRIES = ("mexico", "turkey", "colombia", "india", "china", "japan", "thailand", "panama", "spain", "germany")
INDICATIONS = ("sci", "shoulder", "als", "unspecified", "facial-rejuvenation")
INCLUDES = ("airport-transfers", "accommodation", "interpreter", "rehabilitation", "follow-up", "consultation")
CELLS = ("uc-msc", "bm-msc", "ad-msc", "exosomes")
ROUTES = ("intrathecal", "intravenous", "local-injection")
PRICED = 0.8
"""Share of offers that publish a price."""
CURRENCIES = ("USD", "USD", "USD", "EUR")


def offer(draw: random.Random, index: int) -> dict[str, object]:
    """Return one offer; one in five publishes no price."""
    low = draw.randrange(3000, 60000, 100)
    made: dict[str, object] = {
        "id": f"offer-{index}",
        "name": f"Programme {index}",
        "indication": draw.choice(INDICATIONS),
        "source": "generated",
        "dated": "2026",
        "cells": [draw.choice(CELLS)],
        "routes": draw.sample(ROUTES, 2),
        "includes": draw.sample(INCLUDES, 3),
        "stay": {"low": draw.randrange(1, 10), "high": draw.randrange(10, 40)},
    }
    if draw.random() < PRICED:
        made["price"] = {
            "low": low,
            "high": low + draw.randrange(0, 20000, 100),
            "currency": draw.choice(CURRENCIES),
            "unit": "programme",
        }
    return made


def clinic(draw: random.Random, number: int) -> dict[str, object]:
    """Return one clinic with one to three offers."""
    return {
        "id": f"clinic-{number}",
        "name": f"Clinic number {number}",
        "country": draw.choice(COUNTRIES),
        "city": f"City {draw.randrange(500)}",
        "source": "generated",
        "offers": [offer(draw, index) for index in range(draw.randrange(1, 4))],
    }


def main() -> None:
    """Write as many as asked for."""
    draw = random.Random(1)
    for number in range(int(sys.argv[1])):
        sys.stdout.write(json.dumps(clinic(draw, number), separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
