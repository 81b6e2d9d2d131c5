"""`show` as a document: prices on one scale, what is known, what is not; in the deep each offer and statement, too."""

from collections.abc import Iterator

from ...document.parts import Block, Cell, Column, Document, Heading, Item, Items, Line, Row, Run, Table, Text, line
from ...document.price_table import FOR_SCI, Named, known_as_of, price_table
from ...document.standing import end_words, ended_run, former_prices, name_with_end, standing_words
from ...document.words import (
    NOT_ADVICE,
    amount_words,
    count,
    date_words,
    dose_words,
    listed,
    none_known,
    none_published,
    or_not_stated,
    price_words,
    purpose_words,
    rates_asked,
    rates_used,
    terms_words,
    trouble_words,
    whose_words,
)
from ...model.atlas import in_words
from ...model.base import donors
from ...model.clinic import Clinic, Course, Offer
from ...model.country import Subject
from ...model.dataset import Dataset
from ...model.money import Exchange
from ...model.names import without_end
from ...model.profile import Priced, comparison_of
from ...model.span import interval
from ...model.statement import Claim, Conflict, trouble
from .facts import Facts, cell, gravest_first

FEW_UNPRICED, FEW_UNKNOWN = 6, 2
"""How many clinics without a price, and unknown things, fit a screen."""
NOT_SETTLED = "Whether it still treats people is not known"
NONE_FOR_SCI = "No offer on record here is stated to be for spinal cord injury"
OFFER_COLUMNS = (
    Column("Offer", least=18), Column("For", least=12), Column("Price", least=18), Column("What is given", least=20),
    Column("Stay", least=8), Column("Includes", least=16),
)  # fmt: skip


def record_document(subject: Subject, dataset: Dataset, exchange: Exchange) -> Document:
    """Return all that is known of one subject, with what of it fits a screen."""
    comparison = comparison_of(dataset, [subject], exchange)
    whole = RecordWriter(comparison, dataset, exchange, deep=True)
    return Document(
        subject.name,
        whole.blocks(),
        whole.notes.references(),
        closing=(*rates_used(whole.currencies(), exchange, dataset), line(Run(NOT_ADVICE, "quiet"))),
        short=RecordWriter(comparison, dataset, exchange, deep=False).blocks(),
        brief=rates_asked(comparison.currencies, exchange, dataset),
    )


class RecordWriter(Facts):
    """Writes one record: its facts and what stands around them; footnotes are numbered in reading order."""

    def blocks(self) -> tuple[Block, ...]:
        """Return what stands in the document, from the top down."""
        blocks = (*self._head(), *self._prices(), self.facts(), *self._clinics(), *self._not_known())
        return (*blocks, *self._offers(), *self._claims(), *self._conflicts()) if self.deep else blocks

    def _head(self) -> list[Block]:
        """Return what it is and where, and whether it treats people: one that no longer does says so first."""
        lines = self._identity(*self.profile.clinics) if self.profile.kind == "clinic" else ()
        lines += cell(self.subject.note) if self.deep else ()
        return [Text(lines)] if lines else []

    def _identity(self, clinic: Clinic) -> Cell:
        country = self.dataset.name(clinic.country)
        place = f"{' or '.join(clinic.cities)}, {country}" if clinic.cities else in_words(country)
        what = f"{clinic.kind.replace('-', ' ').capitalize()} in {place}"
        also, site = ", ".join(clinic.aliases), clinic.website
        more = cell(also and f"also: {also}", site and f"its own site: {site}") if self.deep else ()
        standing = clinic.standing
        if standing is None:
            return (line(f"{what} · ", Run(NOT_SETTLED.lower(), "unknown")), *more)
        refs = self.notes.refs(standing.sources)
        words, note = standing_words(standing), f": {standing.note}" if standing.note else ""
        if standing.state == "operating":
            return (line(Run(f"{what} · {words}", refs=refs), note if self.deep else ""), *more)
        state = ended_run(standing, refs) if clinic.gone else Run(standing_words(standing, NOT_SETTLED), refs=refs)
        return (line(state, note), line(what), *more)

    # Prices

    def _prices(self) -> list[Block]:
        """Return its prices and the region's beside them; `deep`, where any is published, authorised products' too.

        That none is published for SCI is said only where none of a country's clinics publishes one either.
        """
        own = [price for price in self.profile.prices if price.owner == self.subject.id]
        named: list[Named] = [] if self.profile.sci else [(FOR_SCI, "", none_published(self.profile.former))]
        named += [(self._purpose(price), "", price) for price in own]
        name = self.dataset.name if self.deep else self.dataset.short
        named += [(f"{self._purpose(price)}, {name(price.owner)}", "", price) for price in self._beside()]
        table = price_table(named, "Price for", self.exchange, notes=self.notes if self.deep else None)
        remarks = (
            *((line(Run("! ", "caution"), *self._elsewhere()),) if self.profile.kind == "country" else ()),
            *((line(Run(self._not_offered(), "unknown")),) if self.deep and self._not_offered() else ()),
        )
        return [table, *([Text(remarks, close=True)] if remarks else [])]

    def _beside(self) -> list[Priced]:
        regions = {benchmark.id for benchmark in self.dataset.benchmarks if benchmark.kind == "region"}
        products = self.deep and self.profile.prices
        return [price for price in self.comparison.benchmarks if price.owner in regions or products]

    def currencies(self) -> set[str]:
        """Return the currency of every price that it shows."""
        return {price.asked.currency for price in (*self.profile.prices, *self._beside())}

    def _purpose(self, price: Priced) -> str:
        return purpose_words(self.dataset, price.offer.indications)

    def _elsewhere(self) -> Line:
        """Return what stands behind a country's range: its clinics' own prices, and what they are for."""
        here = [price for price in self.profile.prices if price.owner != self.subject.id]
        sci, former = sum(price.offer.for_sci for price in here), former_prices(self.profile.former, self.profile.id)
        said = f"{sci or 'None'} of the {len(here)} prices of its clinics {'are' if sci > 1 else 'is'} for SCI"
        if len(here) == 1:
            said = f"The one price of its clinics is {'' if sci else 'not said to be '}for SCI"
        if not here:
            said = f"No {'open ' if former else ''}clinic on record there publishes a price"
        return (*line(f"{said}; " if former else said), *former)

    def _not_offered(self) -> str:
        """Return what nobody offers: anything for SCI, for a country as a whole, or at all."""
        subject, clinics = self.subject, self.profile.clinics
        if subject.offers:
            sold = (offer for one in (subject, *clinics) for offer in one.offers)
            return "" if any(offer.for_sci for offer in sold) else NONE_FOR_SCI
        if self.profile.kind == "clinic":
            return "No offer and no price is on record"
        whole = f"No price is stated for {in_words(subject.name)} as a whole"
        return whole if clinics else "No clinic, no offer and no price is on record"

    # A country's clinics, and what nobody knows

    def _clinics(self) -> list[Block]:
        """Return its clinics with a price, each with what it is for; on a screen the others by name alone."""
        if self.profile.kind != "country":
            return []
        priced = f"price, in {self.exchange.target} (what it is for)"
        columns = (Column("Clinic", grow=True), Column(priced), *(() if self.deep else (Column("as of"),)))
        rows = tuple(map(self._clinic, self.profile.clinics if self.deep else self.profile.publishing))
        table = [Table("Clinics", columns, rows)] if rows else []
        told = () if self.deep else tuple(self._other_clinics())
        return [*table, *([Text(told, close=bool(rows))] if told else [])]

    def _clinic(self, clinic: Clinic) -> Row:
        """Return what a clinic publishes; `deep` a line a price, and of one that is gone how many there were."""
        prices = [price for price in self.profile.prices if price.owner == clinic.id]
        notes = self.notes if self.deep else None
        asked = [(self._asked(price), known_as_of(price.offer, old=price.old, notes=notes)) for price in prices]
        if not self.deep:
            amounts = tuple(run for amount, _ in asked for run in (Run(" · "), *amount))[1:]
            statuses = tuple(dict.fromkeys(status for _, status in asked))
            return Row(((line(self.dataset.short(clinic.id)),), (amounts,), statuses))
        state = Run(f" ({end_words(clinic.ended)})" if clinic.ended else "", "caution")
        name = (line(without_end(clinic.name), state), line(Run(f"stemfind show {clinic.id}", "command")))
        published = sum(offer.price is not None for offer in clinic.offers)
        none = line(f"published {count(published, 'price')}" if published else Run("no price on record", "unknown"))
        return Row((name, tuple(line(*amount, "  ", *status) for amount, status in asked) or (none,)))

    def _asked(self, price: Priced) -> Line:
        purpose = self._purpose(price).replace(" · ", " and ")
        words = price_words if self.deep else amount_words
        return line(*words(price.asked, self.exchange), f" ({purpose})")

    def _other_clinics(self) -> Iterator[Line]:
        """Yield the names of the clinics without a price, and of those that no longer treat people."""
        others = [clinic for clinic in self.profile.standing_clinics if clinic not in self.profile.publishing]
        gone = [clinic for clinic in self.profile.clinics if clinic.gone]
        for heading, clinics in (("No price published", others), ("Closed or stopped", gone)):
            if clinics:
                shown = clinics[:FEW_UNPRICED]
                names = listed(name_with_end(self.dataset.short(clinic.id), clinic.ended) for clinic in shown)
                more = len(clinics) - len(shown)
                yield line(f"{heading}: {names}", *((f" and {more} more  ", self._why("clinics")) if more else ()))

    def _not_known(self) -> list[Block]:
        """Return what was looked for and not found."""
        unknown = self.subject.not_known
        shown = unknown if self.deep else unknown[:FEW_UNKNOWN]
        more = len(unknown) - len(shown)
        rest = [line(f"{more} more: ", self._why("not-known"))] if more else []
        return [Text((line(Run("Not known", "strong")), *map(line, shown), *rest))] if unknown else []

    # What stands in the deep alone

    def _offers(self) -> list[Block]:
        """Return each offer with what it is for, what is given and included, and what is said of all of them."""
        rows = [Row((*self._offer(offer), *self._course(offer))) for offer in self.subject.offers]
        if general := self.subject.general:
            sources = (source for clinic in self.profile.clinics for source in clinic.sources)
            claimed = Run("claimed", "status", self.notes.refs(sources))
            name = (line(Run("Said of all its offers  ", "strong"), claimed), *cell(general.note))
            rows.append(Row((name, (), (), *self._course(general))))
        return [Table("Offers", OFFER_COLUMNS, tuple(rows), caption_shown=True)] if rows else []

    def _offer(self, offer: Offer) -> tuple[Cell, Cell, Cell]:
        """Return what it is called, what it is for, and what is asked for it."""
        price: Line = (Run("not published", "unknown", self.notes.refs(offer.sources)),)
        if offer.price is not None:
            known = known_as_of(offer, old=self.dataset.about.is_old(offer.dated), notes=self.notes)
            price = line(*price_words(offer.price, self.exchange), "  ", *known)
        return (
            (line(Run(offer.name, "strong")), *cell(offer.note)),
            (line(listed(map(self.dataset.label, offer.indications))),),
            (price, *cell(offer.price.note if offer.price else None)),
        )

    def _course(self, course: Course) -> tuple[Cell, Cell, Cell]:
        """Return what is given, for how long, and what is included and what is not."""
        label, dosed = self.dataset.label, {dose.item for dose in course.doses}
        given = cell(
            listed(label(term) for term in course.cells if term not in dosed),
            *(dose_words(dose, label(dose.item)) for dose in course.doses),
            listed(map(label, course.routes)),
            whose_words(donors(course.donor)),
            interval(course.sessions, "sessions"),
        )
        out = terms_words(self.dataset, course.excludes)
        included = cell(terms_words(self.dataset, course.includes), out and f"not included: {out}")
        return (
            given or none_known(),
            (or_not_stated(interval(course.stay, "days")), *cell(interval(course.nights, "nights"))),
            included or none_known(),
        )

    def _claims(self) -> list[Block]:
        """Return statements with their status and what independent sources say of them, those of trouble first."""
        against = gravest_first(trouble(self.profile.claims))
        others = [claim for claim in self.profile.claims if claim not in against]
        items = (*(self._claim(claim, f"! {trouble_words(claim)}: ") for claim in against), *map(self._claim, others))
        return [Heading("What is said, and how far it holds"), Items(items)] if items else []

    def _claim(self, claim: Claim, mark: str = "") -> Item:
        status = Run(claim.status, "caution" if claim.status == "contradicted" else "status", self._behind(claim))
        dated = f", {date_words(claim.dated)}" if claim.dated else ""
        marked = (Run(mark, "caution"),) if mark else ()
        return Item(line(*marked, f"{claim.says}  ", status, dated), beneath=cell(claim.note))

    def _conflicts(self) -> list[Block]:
        """Return statements that can't all hold, with each side."""
        items = [*map(self._conflict, self.profile.conflicts)]
        if theirs := len(self.profile.clinic_conflicts):
            command = Run("stemfind data conflicts", "command")
            items.append(Item(line(Run(f"! {theirs}", "caution"), " about its clinics  ", command)))
        return [Heading("In conflict"), Items(tuple(items))] if items else []

    def _conflict(self, conflict: Conflict) -> Item:
        return Item(line(Run("! ", "caution"), conflict.says), beneath=self.notes.sides(conflict))
