"""`show` as a document: offers first, then people, statements, conflicts and sources."""

from ...document.footnotes import Notes
from ...document.parts import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Item,
    Items,
    Line,
    Role,
    Row,
    Run,
    Table,
    Text,
    line,
    text,
)
from ...document.price_bars import Scale, clinic_conflicts
from ...document.words import (
    NOT_ADVICE,
    NOT_HELD,
    conversions,
    count,
    date_words,
    dose_words,
    listed,
    nearest,
    price_words,
    status_run,
)
from ...model.atlas import in_words
from ...model.base import Interval, donors
from ...model.clinic import Clinic, Course, Offer, Price, Standing
from ...model.country import Benchmark, Country
from ...model.dataset import Dataset
from ...model.money import Exchange
from ...model.profile import compare
from ...model.span import NOT_STATED, interval
from .result import Dossier
from .short import ShortRecord

COLUMNS = (
    Column("Offer", least=18),
    Column("For", least=12),
    Column("Price", least=18),
    Column("What is given", least=20),
    Column("Stay", least=8),
    Column("Includes", least=16),
)


def record_document(dossier: Dossier, dataset: Dataset, exchange: Exchange) -> Document:
    """Return all that is known of one subject."""
    writer = RecordWriter(dossier, dataset, exchange)
    parts = (
        writer.head(), writer.offers(), writer.bars(), writer.general(), writer.team(),
        writer.accreditations(), writer.regulators(), writer.clinics(), writer.claims(),
        writer.harms(), writer.unknown(), writer.conflicts(), writer.trials(),
    )  # fmt: skip
    blocks = tuple(block for part in parts for block in part)
    return Document(
        dossier.subject.name,
        blocks,
        writer.notes.references(),
        writer.closing(),
        short=ShortRecord(dossier, dataset, exchange).blocks(),
        brief=writer.scale.rates(),
    )


class RecordWriter:
    """Writes the parts of one record; footnotes are numbered in reading order."""

    def __init__(self, dossier: Dossier, dataset: Dataset, exchange: Exchange) -> None:
        self.dossier = dossier
        self.subject = dossier.subject
        self.dataset = dataset
        self.exchange = exchange
        self.notes = Notes(dataset)
        self.scale = Scale(compare(dataset, [dossier.subject], exchange), dataset, exchange, self.notes)

    def head(self) -> list[Block]:
        """Return what it is and where, its standing first."""
        subject = self.subject
        lines: list[Line] = []
        if isinstance(subject, Clinic):
            if subject.standing is not None:
                lines.append(self._standing(subject, subject.standing))
            country = self.dataset.country(subject.country)
            place = ", ".join(filter(None, (" or ".join(subject.cities), country.name if country else "")))
            lines.append(line(f"{subject.kind.replace('-', ' ')} · {place}"))
            lines += [line(f"also: {', '.join(subject.aliases)}")] if subject.aliases else []
            lines += [line(f"its own site: {subject.website}")] if subject.website else []
            lines.append(line(subject.independent_record or "Nothing independent was looked for."))
            lines.append(self._names_sci(subject))
        elif isinstance(subject, Benchmark) and subject.covers:
            lines.append(line(subject.covers))
        lines += [line(subject.note)] if subject.note else []
        return [Text(tuple(lines))] if lines else []

    def _standing(self, clinic: Clinic, standing: Standing) -> Line:
        role: Role = "caution" if clinic.gone else "text"
        note = f": {standing.note}" if standing.note else ""
        refs = self.notes.refs(standing.sources)
        dated = "" if standing.dated == "undated" else f" {date_words(standing.dated)}"
        return line(Run(f"{standing.state}{dated}", role, refs), note)

    def _names_sci(self, clinic: Clinic) -> Line:
        match clinic.names_sci:
            case True:
                return line("It names spinal cord injury among what it treats.")
            case False:
                return line("It does not name spinal cord injury among what it treats.")
            case _:
                return line(Run("Whether it treats spinal cord injury itself is not stated.", "unknown"))

    def offers(self) -> list[Block]:
        """Return what is sold, one row each, with what it is for."""
        if not self.subject.offers:
            return [Text((line(*self._no_offer()),))]
        rows = tuple(Row(self._offer(offer)) for offer in self.subject.offers)
        all_offers = [*self.subject.offers, *(offer for clinic in self.dossier.clinics for offer in clinic.offers)]
        remark = [] if any(offer.for_sci for offer in all_offers) else [self._none_for_sci()]
        return [Heading("Offers"), Table("Offers", COLUMNS, rows, caption_shown=False), *remark]

    def bars(self) -> tuple[Block, ...]:
        """Return its published prices on one scale with the benchmarks, each with what it is for."""
        return self.scale.bars() if self.scale.own else ()

    def _no_offer(self) -> Line:
        """Return what is on record where the subject itself has no offer: for a country, what its clinics publish."""
        if not self.dossier.clinics:
            nothing = "No clinic, no offer" if isinstance(self.subject, Country) else "No offer"
            return line(Run(f"{nothing} and no price is on record.", "unknown"))
        (profile,) = self.scale.comparison.profiles
        whole = Run(f"No price is stated for {in_words(self.subject.name)} as a whole", "unknown")
        ended = sum(offer.price is not None for c in self.dossier.clinics if c.gone for offer in c.offers)
        number, prices = len(profile.publishing), count(len(profile.prices), "price")
        said = f"{number} of its clinics on record publish{'es' if number == 1 else ''} {prices}" if number else ""
        gone = f"closed or stopped ones published {count(ended, 'price')}" if ended else ""
        none = "" if number else "no other publishes one" if ended else "none of its clinics on record publishes one"
        told = "; ".join(filter(None, (said, gone, none)))
        return line(whole, f"; {told}.  ", Run(f"stemfind filter --country {self.subject.id}", "command"))

    def _none_for_sci(self) -> Block:
        return text(Run("No offer on record here is stated to be for spinal cord injury.", "strong"))

    def _offer(self, offer: Offer) -> tuple[Cell, ...]:
        refs = self.notes.refs(offer.sources)
        price: Line = (Run("not published", "unknown"),)
        if offer.price is not None:
            dated = f", {date_words(offer.dated)}" if offer.dated else ""
            price = line(*price_words(offer.price, self.exchange), f"{dated}  ", status_run(offer.status, refs))
        name = Run(offer.name, "strong") if offer.price else Run(offer.name, "strong", refs)
        note = (line(offer.note),) if offer.note else ()
        purpose = ", ".join(self.dataset.label(term) for term in offer.indications)
        return (
            (line(name), *note),
            (line(purpose),),
            (price, *self._said_of(offer.price)),
            self._given(offer) or (line(Run(NOT_STATED, "unknown")),),
            (_interval(offer.stay, "days"), *((_interval(offer.nights, "nights"),) if offer.nights else ())),
            self._included(offer),
        )

    def _said_of(self, price: Price | None) -> Cell:
        return (line(price.note),) if price is not None and price.note else ()

    def _given(self, course: Course) -> Cell:
        dosed = {dose.item for dose in course.doses}
        plain = [self.dataset.label(term) for term in course.cells if term not in dosed]
        parts = [listed(plain), *(dose_words(dose, self.dataset.label(dose.item)) for dose in course.doses)]
        parts += [listed(self.dataset.label(term) for term in course.routes), " and ".join(donors(course.donor))]
        parts.append(interval(course.sessions, "sessions") or "")
        return tuple(line(part) for part in parts if part)

    def _included(self, course: Course) -> Cell:
        given = listed((self.dataset.label(term) for term in course.includes), lower=True)
        out = ", ".join(self.dataset.label(term).lower() for term in course.excludes)
        lines = [line(given)] if given else []
        lines += [line(Run("not included: ", "strong"), out)] if out else []
        return tuple(lines) or (line(Run(NOT_STATED, "unknown")),)

    def general(self) -> list[Block]:
        """Return what is said of all a clinic's offers together."""
        if not isinstance(self.subject, Clinic) or self.subject.general is None:
            return []
        course, refs = self.subject.general, self.notes.refs(self.subject.sources)
        told = [*self._given(course), *self._included(course)]
        told += [_interval(value, unit) for value, unit in ((course.stay, "days"), (course.nights, "nights")) if value]
        told += [line(course.note)] if course.note else []
        said = tuple(
            Item(line(*one, "  ", Run("claimed", "status", refs))) for one in told if one and one[0].role != "unknown"
        )
        return [Heading("Said of all its offers"), Items(said)] if said else []

    def team(self) -> list[Block]:
        """Return the people whom the source names."""
        items = []
        for person in self.subject.team:
            facts = (
                person.role,
                person.specialty,
                interval(person.years, "years of experience"),
                interval(person.treatments, "treatments"),
            )
            told = ", ".join(filter(None, (*facts, *person.credentials)))
            status = status_run(person.status, self.notes.refs(person.sources))
            beneath = (line(person.note),) if person.note else ()
            items.append(Item(line(Run(person.name, "strong"), f": {told} " if told else " ", status), beneath=beneath))
        return [Heading("Team"), Items(tuple(items))] if items else []

    def accreditations(self) -> list[Block]:
        """Return what is said to be held."""
        items = tuple(
            Item(
                line(f"{a.says}  ", status_run(a.status, self.notes.refs(a.sources))),
                beneath=(line(a.note),) if a.note else (),
            )
            for a in self.subject.accreditations
        )
        return [Heading("Accreditations"), Items(items)] if items else []

    def regulators(self) -> list[Block]:
        """Return who licenses what, and what that does not say."""
        items = []
        for regulator in self.dossier.regulators:
            status = status_run(regulator.status, self.notes.refs(regulator.sources))
            more = (regulator.does_not_license, regulator.approved_means, regulator.check)
            full = f" ({regulator.full_name})" if regulator.full_name else ""
            head = line(Run(regulator.name, "strong"), f"{full}: {regulator.licenses} ", status)
            items.append(Item(head, beneath=tuple(line(text) for text in more if text)))
        return [Heading("Who licenses what"), Items(tuple(items))] if items else []

    def clinics(self) -> list[Block]:
        """Return a country's clinics, by name."""
        items = []
        for clinic in self.dossier.clinics:
            gone = Run(f" ({clinic.standing.state})", "caution") if clinic.gone and clinic.standing else Run("")
            prices = sum(offer.price is not None for offer in clinic.offers)
            priced = count(prices, "price") if prices else "no price on record"
            items.append(Item(line(clinic.name, gone, f" · {priced}  ", Run(f"stemfind show {clinic.id}", "command"))))
        return [Heading("Clinics on record"), Items(tuple(items))] if items else []

    def claims(self) -> list[Block]:
        """Return statements with their status and what independent sources say of them."""
        items = []
        for claim in self.dossier.claims:
            refs = self.notes.refs((*claim.sources, *claim.checked_by))
            role: Role = "caution" if claim.status == "contradicted" else "status"
            dated = f", {date_words(claim.dated)}" if claim.dated else ""
            beneath = (line(claim.note),) if claim.note else ()
            items.append(Item(line(f"{claim.says}  ", Run(claim.status, role, refs), dated), beneath=beneath))
        return [Heading("What is said, and how far it holds"), Items(tuple(items))] if items else []

    def harms(self) -> list[Block]:
        """Return known harms in a country."""
        items = tuple(
            Item(
                line(Run(f"{h.name}, {date_words(h.dated)}: ", "strong"), Run(h.says, refs=self.notes.refs(h.sources)))
            )
            for h in self.dossier.harms
        )
        place = self.subject.place
        where = self.dataset.country_name(place) if place else ""
        more = line("All known harms, wherever they happened: ", Run("stemfind evidence --kind harm", "command"))
        none = text(
            Run(f"None found on record in {where}." if self.dataset.harms else f"Known harms: {NOT_HELD}.", "unknown")
        )
        return [Heading(f"Known harms in {where}"), Items(items) if items else none, Text((more,))] if where else []

    def unknown(self) -> list[Block]:
        """Return what is known not to be known."""
        return (
            [Heading("Not known"), Items(tuple(Item(line(text)) for text in self.subject.not_known))]
            if self.subject.not_known
            else []
        )

    def conflicts(self) -> list[Block]:
        """Return statements that can't all hold, with each side."""
        items = []
        for conflict in self.dossier.conflicts:
            sides = tuple(
                line(f"{side.says} ", Run(f"({self._who(side.sources)})", refs=self.notes.refs(side.sources)))
                for side in conflict.between
            )
            note = (line(conflict.note),) if conflict.note else ()
            items.append(Item(line(Run("! ", "caution"), conflict.says), beneath=(*sides, *note)))
        (profile,) = self.scale.comparison.profiles
        items += [Item(clinic_conflicts(profile))] if profile.clinic_conflicts else []
        return [Heading("In conflict"), Items(tuple(items))] if items else []

    def _who(self, sources: tuple[str, ...]) -> str:
        return ", ".join(dict.fromkeys(self.dataset.publisher(source) for source in sources))

    def trials(self) -> list[Block]:
        """Return the open trials of its country in one line."""
        return [Text((nearest(self.dossier.trials),))] if self.dataset.trials else []

    def closing(self) -> tuple[Line, ...]:
        """Return how currencies were converted, and the one remark."""
        prices = (offer.price for offer in self.subject.offers if offer.price)
        converted = self.scale.conversions() if self.scale.own else conversions(prices, self.exchange, self.dataset)
        return (*converted, line(Run(NOT_ADVICE, "quiet")))


def _interval(value: Interval | None, unit: str) -> Line:
    text = interval(value, unit)
    return line(text) if text else line(Run(NOT_STATED, "unknown"))
