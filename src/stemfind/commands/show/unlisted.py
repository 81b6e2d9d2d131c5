"""`show` of a name that nothing is on record of: no verdict, and how to go on."""

import shlex
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from ...document.footnotes import Notes
from ...document.parts import Block, Document, Heading, Item, Items, Line, Run, Text, address_run, line
from ...document.words import NOT_ADVICE, count, dated_status, earns, harm_words, none_held, none_published, price_words
from ...model.atlas import in_words, named_in
from ...model.country import Country
from ...model.dataset import Dataset
from ...model.money import Exchange
from ...model.names import Entry, fold
from ...model.profile import Profile, comparison_of
from ...model.topic import registers

NO_LOOK_UP = (
    "No place to look up a licence there is on record. Ask the clinic for the number, the holder, the address and the "
    "date of its licence, and which office gave it. Then ask that office in writing."
)
ITS_WORD = "What it says is claimed unless others bear it out. What a go-between earns: "
UNPLACED = "The name says no country that is known here. The country decides who licenses what: add it to the name."


class Unlisted(Struct, frozen=True):
    """What was asked for and isn't on record, with the countries that its words name."""

    name: str
    """As it was typed."""
    places: tuple[Entry, ...]
    country: bool
    """Whether the name is that of a country, and not of somebody in it."""
    go_between: str | None = None
    """Its name where sources on record are those of a facilitator of this name."""

    @property
    def title(self) -> str:
        """What it is, as a heading."""
        if self.go_between:
            return f"{self.go_between}: a go-between, not a clinic"
        country = in_words(self.places[0].name) if self.country else ""
        return f"{country[:1].upper()}{country[1:] or self.name}: not on record"

    @property
    def values(self) -> dict[str, Any]:
        """It as plain values: no id and no record, but the ids of the countries that its words name."""
        return {"id": None, "name": self.name, "record": None, "countries": [entry.id for entry in self.places]}


def unlisted(dataset: Dataset, name: str, *, country: bool = False) -> Unlisted:
    """Return what is known of where a name without a record belongs."""
    towns = {town: clinic.country for clinic in dataset.clinics for town in clinic.cities}
    its = (s.publisher for s in dataset.sources if s.kind == "facilitator" and fold(s.publisher) == fold(name))
    return Unlisted(name, named_in(name, dataset.countries, towns), country, next(its, None))


def unlisted_document(asked: Unlisted, dataset: Dataset, exchange: Exchange) -> Document:
    """Return that there is no record, what is known of the country, and what works for any clinic."""
    writer = UnlistedWriter(asked, dataset, exchange)
    blocks = (*writer.head(), *(b for place in asked.places for b in writer.place(place)), *writer.ways())
    references = writer.notes.references()
    closing = (line(Run(NOT_ADVICE, "quiet")),)
    return Document(asked.title, blocks, references, closing, short=blocks if references else ())


class UnlistedWriter:
    """Writes the parts of the answer."""

    def __init__(self, asked: Unlisted, dataset: Dataset, exchange: Exchange) -> None:
        self.asked = asked
        self.dataset = dataset
        self.exchange = exchange
        self.notes = Notes(dataset)

    def head(self) -> list[Block]:
        """Return that there is no record, which is no verdict."""
        verdict = line("That is no verdict: it says nothing for it or against it.")
        if self.asked.country:
            return [Text((line("No clinic, no price and no regulator's statement is on record there."), verdict))]
        if self.asked.go_between:
            its = [source for source in self.dataset.sources if source.publisher == self.asked.go_between]
            paid = next(filter(None, map(earns, its)), "")
            said = f"It sends people to clinics{paid}. On record: {count(len(its), 'text')} of its own."
            return [Text((line(said), verdict)), Text((line(ITS_WORD, Run("stemfind guide cost", "command")),))]
        told: list[Block] = [Text((line("Nothing on record has this name, or one like it."), verdict))]
        return told if self.asked.places else [*told, Text((line(UNPLACED),))]

    def place(self, entry: Entry) -> list[Block]:
        """Return what is known of a country, and how a licence is looked up there."""
        country, name = self.dataset.country(entry.id), in_words(entry.name)
        known: list[Block] = []
        if country is not None:
            profile = comparison_of(self.dataset, [country], self.exchange).profiles[0]
            known = [Heading(f"What is known of {name}"), Items(tuple(map(Item, self._known(country, profile))))]
        elif not self.asked.country:
            known = [Text((line(f"Of {name} nothing is on record either: no clinic, no price, no regulator."),))]
        checks = tuple(map(Item, self._look_ups(entry)))
        look_up: list[Block] = [Items(checks)] if checks else [Text((line(NO_LOOK_UP),))]
        return [*known, Heading(f"How to look up a licence in {name}"), *look_up]

    def _look_ups(self, entry: Entry) -> Iterator[Line]:
        """Yield where the guide says that something can be looked up there, and how to check a licence."""
        for place in registers(self.dataset.topics):
            if place.country in (entry.name, *entry.whole):
                at = ("  ", address_run(place.url)) if place.url else ()
                says = Run(place.says, refs=self.notes.refs(place.sources))
                yield line(Run(f"{place.body}: ", "strong"), says, *at)
        checks = ((one, one.check) for one in self.dataset.regulators_in(entry.id) if one.check)
        for one, check in checks:
            yield line(Run(f"{one.name}: ", "strong"), Run(check, refs=self.notes.refs(one.sources)))

    def _known(self, country: Country, profile: Profile) -> list[Line]:
        said: list[Line] = []
        for price in profile.sci:
            if price.owner == country.id:
                status = dated_status(price.offer.status, price.offer.dated, old=price.old)
                refs = Run("", refs=self.notes.refs(price.offer.sources))
                words = price_words(price.asked, self.exchange)
                said.append(line("Price stated for SCI: ", *words, "  ", *status, refs))
        said = said or [line("Price stated for SCI: ", Run(none_published(), "unknown"))]
        regulators = [line(f"{r.name} licenses: {r.brief or r.licenses}") for r in profile.regulators]
        none = none_held(self.dataset.harms, "none found on record")[0]
        harms = line(harm_words(profile.harms)) if profile.harms else none
        clinics = count(len(profile.standing_clinics), "clinic")
        more = line(f"{clinics} there on record  ", Run(f"stemfind show {country.id}", "command"))
        return [*said, *regulators, line("Known harms there: ", *harms), more]

    def ways(self) -> list[Block]:
        """Return the commands that work for any clinic, and how to keep a record of one's own."""
        told: list[tuple[str, str]] = [("stemfind checklist", "the questions to ask before you pay anything")]
        if not self.asked.country:
            to = shlex.quote(self.asked.name)
            told.append((f"stemfind letter --to {to}", "the same questions as a letter to this clinic"))
        told += [
            ("stemfind evidence", "does it work, is it safe, what else is there"),
            ("stemfind trials", "trials that cost nothing to join"),
            ("stemfind filter", "the clinics that are on record"),
        ]
        ways = tuple(Item(line(Run(command, "command"), f"  {what}")) for command, what in told)
        own = line(
            "A record of your own: write what you find into a file as ", Run("docs/data.md", "command"),
            " shows, then ", Run("stemfind data check FILE", "command"), " and ",
            Run("stemfind show NAME --data FILE", "command"),
        )  # fmt: skip
        return [Heading("What works for any clinic"), Items((*ways, Item(own)))]
