"""What people call things, and what records call them: one table for a search among the evidence."""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from .names import FILLERS, fold, holds

EVERYDAY_WORDS: dict[str, tuple[str, ...]] = {
    # what people want back
    "walk": ("voluntary movement", "leg movement", "walk", "crutches", "steps", "could stand", "gait", "braces"),
    "stand": ("could stand", "stood", "ability to stand", "standing"),
    "move": ("voluntary movement", "leg movement", "movement", "motor"),
    "leg": ("leg movement", "legs", "leg", "walk"),
    "hand": ("hand", "arm", "finger", "grip"),
    "feel": ("feeling", "sensory", "sensation", "light touch", "pin prick"),
    "bladder": ("bladder", "urine", "urinary", "urodynamic", "catheter"),
    "bowel": ("bowel", "faecal"),
    "sex": ("sexual", "erection", "fertility"),
    "breathe": ("breath", "ventilator", "respirat", "lung"),
    "spasm": ("spasticity", "spasm", "spastic"),
    "quality of life": ("quality of life", "daily living", "barthel", "independence"),
    "cure": ("recover", "cure", "improved", "grade or more"),
    "better": ("improved", "better", "gain"),
    "recover": ("recover",),
    "last": ("follow-up", "years later", "five years", "long-term", "lasting", "kept"),
    "repeat": ("repeated", "again", "doses", "once"),
    # what people fear
    "tumour": ("tumour", "mass", "growth of", "cancer", "neoplas", "glioproliferative"),
    "death": ("death", "died", "dead", "fatal", "killed"),
    "pain": ("pain", "neuropathic", "headache"),
    "side effect": ("adverse event", "adverse", "side effect", "complication", "serious event"),
    "harm": ("harm", "adverse", "complication", "injury caused", "serious event"),
    "risk": ("risk", "adverse", "complication", "harm", "serious event"),
    "safe": ("adverse", "safe", "complication", "harm"),
    "infection": ("infection", "bacteri", "meningitis", "abscess", "sepsis"),
    "fever": ("fever",),
    "stroke": ("stroke", "clot", "embol", "thromb"),
    "blood clot": ("clot", "embol", "thromb"),
    "blind": ("blindness", "blind"),
    "worse": ("worse", "complication", "lost", "deteriorat"),
    "rejection": ("immune", "rejection", "suppress"),
    "dysreflexia": ("dysreflexia",),
    # what is given, and how
    "dose": ("million cells", "billion", "cells per kg", "dose"),
    "how many cells": ("million cells", "billion", "cells per kg"),
    "needle": ("spinal fluid", "intrathecal", "lumbar", "injection"),
    "surgery": ("surgery", "surgical", "operation", "operated", "into the cord"),
    "drip": ("vein", "intravenous"),
    "iv": ("vein", "intravenous"),
    "fat": ("fat", "adipose"),
    "bone marrow": ("marrow",),
    "umbilical cord": ("umbilical", "cord blood", "cord-blood", "wharton", "cord msc", "donor cord", "cord cells"),
    "embryonic": ("embryonic",),
    "foetal": ("fetal", "fetus"),
    "nose": ("nose", "nasal", "olfactory"),
    "ozone": ("ozone",),
    "exosome": ("exosome", "vesicle"),
    "ips": ("ips",),
    "rehab": ("rehabilitation", "physiotherapy", "training"),
    "physiotherapy": ("physiotherapy", "physical therapy", "rehabilitation", "training"),
    # how it is known
    "proof": ("comparison group", "randomised", "controlled"),
    "placebo": ("placebo", "sham", "blinded", "saline"),
    "comparison": ("comparison group", "controlled", "randomised"),
    "natural recovery": ("natural recovery", "recovery that comes", "natural-history", "without cells"),
    "child": ("child", "infant", "toddler", "paediatric"),
    "old injury": ("chronic", "old injur", "years after injury"),
    "new injury": ("acute", "recent injur", "soon after", "weeks of injury"),
    "complete": ("ais a", "complete"),
    "incomplete": ("ais b", "ais c", "ais d", "incomplete"),
    "neck": ("neck", "cervical", "tetraplegia", "quadriplegia"),
    "quadriplegia": ("tetraplegia", "quadriplegia", "neck", "cervical"),
    "paraplegia": ("paraplegia", "thoracic", "chest-level"),
    # what else there is
    "stimulation": ("stimulation", "arc-ex"),
    "epidural": ("epidural",),
    "exoskeleton": ("exoskeleton",),
    "legal": ("approved", "authorised", "licence", "licensed", "forbad", "permitted"),
    "approved": ("approved", "authorised", "cleared", "approval"),
    "fda": ("fda", "us food and drug"),
    # trouble
    "scam": ("fraud", "deception", "quackery", "misled", "false hope", "mislead"),
    "lawsuit": ("lawsuit", "sued", "suit", "court"),
    "closed": ("closed", "forbad", "stopped treating", "sealed", "revoked"),
    "fine": ("fined", "penalty", "payment of"),
    "warning": ("warned", "warning", "advises against"),
}
"""What a person may type, and what records say of the same; what answers best stands first. A record speaks of it where
a word of its own begins so."""
SAME = {
    "walking": "walk", "walked": "walk", "steps": "walk", "standing": "stand", "movement": "move", "moving": "move",
    "arm": "hand", "grip": "hand", "finger": "hand", "feeling": "feel", "sensation": "feel", "numbness": "feel",
    "pee": "bladder", "urine": "bladder", "incontinence": "bladder", "catheter": "bladder", "poo": "bowel",
    "sexual": "sex", "erection": "sex", "fertility": "sex", "breathing": "breathe", "ventilator": "breathe",
    "lungs": "breathe", "spasticity": "spasm", "cancer": "tumour", "tumor": "tumour", "mass": "tumour",
    "lump": "tumour", "growth": "tumour", "die": "death", "died": "death", "dead": "death", "dying": "death",
    "dies": "death", "fatal": "death", "killed": "death", "hurt": "pain", "nerve pain": "pain", "headache": "pain",
    "adverse": "side effect", "adverse event": "side effect", "complication": "side effect", "danger": "risk",
    "dangerous": "risk", "safety": "safe", "meningitis": "infection", "sepsis": "infection", "bacteria": "infection",
    "clot": "blood clot", "blindness": "blind", "dosage": "dose", "million": "dose", "number of cells": "dose",
    "operation": "surgery", "operated": "surgery", "infusion": "drip", "intravenous": "drip", "vein": "drip",
    "spinal tap": "needle", "injection": "needle", "lumbar puncture": "needle", "adipose": "fat", "fat cells": "fat",
    "marrow": "bone marrow", "umbilical": "umbilical cord", "cord": "umbilical cord", "fetal": "foetal",
    "fetus": "foetal", "nasal": "nose", "rehabilitation": "rehab", "physio": "physiotherapy",
    "physical therapy": "physiotherapy", "evidence": "proof", "proven": "proof", "control group": "comparison",
    "kid": "child", "children": "child", "baby": "child", "chronic": "old injury", "acute": "new injury",
    "recent": "new injury", "tetraplegia": "quadriplegia", "cervical": "neck", "illegal": "legal", "law": "legal",
    "fraud": "scam", "quack": "scam", "fake": "scam", "sue": "lawsuit", "sued": "lawsuit", "court": "lawsuit",
    "shut": "closed", "shut down": "closed", "banned": "closed", "ban": "closed", "warn": "warning",
    "warned": "warning", "improve": "better", "improvement": "better", "result": "better", "success": "better",
    "work": "better", "effect": "better", "relapse": "last", "how long": "last", "again": "repeat", "cured": "cure",
    "recovery": "recover", "skin stimulation": "stimulation", "electrical": "stimulation", "stimulator": "stimulation",
    "robot": "exoskeleton", "authorised": "approved", "epidural stimulation": "epidural", "paralysis": "paraplegia",
    "walk again": "walk", "walking again": "walk", "will i walk": "walk", "will i walk again": "walk",
    "is it safe": "safe", "does it work": "better", "do they work": "better", "does it help": "better",
    "success rate": "better", "how long does it last": "last", "does it last": "last", "quadriplegic": "quadriplegia",
    "tetraplegic": "quadriplegia", "paraplegic": "paraplegia", "control": "comparison", "what dose": "dose",
    "embolism": "blood clot", "neuropathic pain": "pain", "arm function": "hand", "hand function": "hand",
    "tens": "stimulation", "tens machine": "stimulation",
}  # fmt: skip
"""Other words for the same."""
EXAMPLES = ("walk", "bladder", "pain", "death", "tumour", "infection", "dose", "children")
"""What is offered to somebody whose word leads nowhere."""
AMERICAN = tuple((re.compile(british), american) for british, american in (
    ("tumour", "tumor"), ("oedema", "edema"), ("foet", "fet"), ("paed", "ped"), ("haem", "hem"), ("aem", "em"),
    ("anaes", "anes"), ("faec", "fec"), ("programme", "program"), ("centre", "center"), ("licence", "license"),
    ("favour", "favor"), ("fibre", "fiber"), ("(randomi|organi|recogni|paraly|stabili|authori)s", r"\1z"),
))  # fmt: skip
"""British spellings and the American ones that they are held as, on both sides."""


LONGEST_PHRASE = 5
"""Words of the longest phrase that means one thing."""
SHORT_WORD = 3
"""Letters up to which the beginning of a word says nothing: fat is not fatal."""


class Meaning(Struct, frozen=True):
    """One thing that is asked for: what was typed, and the words of records that speak of it, the best first."""

    typed: str
    words: tuple[str, ...] = ()
    """Empty where the word is no everyday one: then the word itself is looked for."""

    def rank(self, told: str) -> int | None:
        """Return how well a text, held alike, answers: 0 best; None where it doesn't speak of it."""
        if not self.words:
            return 0 if holds(told, self.typed) else None
        return next((rank for rank, word in enumerate(self.words) if _begins(told, word)), None)


def ranked(meant: Iterable[Meaning], told: str, sentences: str | None = None) -> int | None:
    """Return how well a text, held alike, answers all that is meant, 0 best; None where it doesn't speak of all of it.

    `sentences` are the part of it in which everyday words are looked for; absent: all of it.
    """
    ranks = [one.rank(sentences if one.words and sentences is not None else told) for one in meant]
    known = [rank for rank in ranks if rank is not None]
    return sum(known) if len(known) == len(ranks) else None


def _begins(told: str, word: str) -> bool:
    """Whether a word of a text begins so; a short word is a whole one, or its plural."""
    if len(word) > SHORT_WORD:
        return f" {word}" in f" {told}"
    return f" {word} " in f" {told} " or f" {word}s " in f" {told} "


def alike(text: str) -> str:
    """Return folded text in one spelling, so that tumour and tumor are the same."""
    folded = fold(text)
    for british, american in AMERICAN:
        folded = british.sub(american, folded)
    return folded


def meanings(typed: Sequence[str]) -> tuple[Meaning, ...]:
    """Return what is asked for, word by word; words that mean one thing together are one."""
    words = [alike(word) for word in typed]
    found: list[Meaning] = []
    while words:
        lengths = range(min(len(words), LONGEST_PHRASE), 1, -1)
        length = next((one for one in lengths if _meant(" ".join(words[:one]))), 1)
        phrase = " ".join(words[:length])
        found.append(Meaning(phrase, _meant(phrase)))
        del words[:length]
    kept = tuple(one for one in found if one.words or one.typed not in FILLERS)
    return kept or tuple(found)


def about_results(meant: Iterable[Meaning]) -> bool:
    """Whether the dose, or how long an effect lasts, is asked for."""
    asked = [MEANT[alike(word)] for word in ("dose", "how many cells", "last", "repeat")]
    return any(one.words in asked for one in meant)


def _meant(phrase: str) -> tuple[str, ...]:
    """Return the words of records for an everyday word or phrase, in the singular or the plural."""
    return MEANT.get(phrase) or MEANT.get(phrase.removesuffix("s"), ())


ALIKE = {alike(word): tuple(map(alike, words)) for word, words in EVERYDAY_WORDS.items()}
MEANT = {**{alike(word): ALIKE[alike(meant)] for word, meant in SAME.items()}, **ALIKE}
"""Everyday words in one spelling, and what records say of the same."""
