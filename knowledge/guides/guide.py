"""A guide: symptoms that lead to steps, and steps that lead to an end. Written in YAML, checked as a whole.

A step is a thing to try, a question with answers, or words to end with. Whatever is said is said in every language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from knowledge.checked_yaml import Place
from knowledge.language import LANGUAGES


class End(StrEnum):
    """How a guide can end."""

    SOLVED = "solved"
    CLAIM = "claim"
    """It is faulty: a warranty claim."""
    RETURN = "return"
    """It is not faulty, and is not what the shopper needs."""
    PERSON = "person"
    SAFETY = "safety"
    """It must not be used any more."""


def _in_every_language(text: Mapping[str, object]) -> Mapping[str, object]:
    lacking = [language for language in LANGUAGES if not text.get(language)]
    if lacking:
        raise ValueError(f"is not said in {', '.join(lacking)}")
    unknown = [language for language in text if language not in LANGUAGES]
    if unknown:
        raise ValueError(f"no such language {', '.join(unknown)}: one of {', '.join(LANGUAGES)}")
    return text


Text = Annotated[Mapping[str, Annotated[str, Field(min_length=1)]], AfterValidator(_in_every_language)]
"""The same words in every language."""
Phrases = Annotated[Mapping[str, tuple[str, ...]], AfterValidator(_in_every_language)]
"""Ways in which shoppers say it, by language."""


class _Written(BaseModel):
    """A part of a guide; a setting that is not known is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Symptom(_Written):
    """What is wrong, as shoppers say it, and the step to start at."""

    says: Text
    """What stands on the button."""
    like: Phrases
    start: str


class Answer(_Written):
    """An answer to a question, and the step or end that it leads to."""

    says: Text
    to: str
    means: Annotated[str, Field(pattern="^(affirm|deny)$")] | None = None
    """Whether a plain yes (`affirm`) or no (`deny`) is this answer."""
    like: Mapping[str, tuple[str, ...]] = {}
    """Other words for it, by language."""


class Step(_Written):
    """One step: exactly one of `try`, `ask` and `tell`."""

    try_: Text | None = Field(default=None, alias="try")
    """Something to do; when it does not help, the guide goes on at `otherwise`."""
    otherwise: str | None = None
    ask: Text | None = None
    answers: tuple[Answer, ...] = ()
    tell: Text | None = None
    """Last words, before the `end`."""
    end: End | None = None

    @model_validator(mode="after")
    def _whole(self) -> Step:
        if sum(each is not None for each in (self.try_, self.ask, self.tell)) != 1:
            raise ValueError("a step has one of try, ask and tell")
        if (self.try_ is not None) != (self.otherwise is not None):
            raise ValueError("otherwise belongs to try, and try needs it: the step when it did not help")
        if (self.ask is not None) != bool(self.answers) or len(self.answers) == 1:
            raise ValueError("answers belong to ask, and ask needs at least two of them")
        if (self.tell is not None) != (self.end is not None):
            raise ValueError("end belongs to tell, and tell needs it")
        meant = [each.means for each in self.answers if each.means is not None]
        if len(set(meant)) != len(meant):
            raise ValueError(f"two answers mean {meant[0]}")
        return self

    @property
    def words(self) -> Mapping[str, str]:
        """What is said at this step, by language."""
        return next(each for each in (self.try_, self.ask, self.tell) if each is not None)

    @property
    def leads_to(self) -> Iterator[tuple[Place, str]]:
        """The steps and ends named here, each with its place in the step."""
        if self.otherwise is not None:
            yield ("otherwise",), self.otherwise
        for at, answer in enumerate(self.answers):
            yield ("answers", at, "to"), answer.to


class Guide(_Written):
    """All that is known of one kind of product; without kinds, of any product."""

    kinds: tuple[str, ...] = ()
    """What the products are called in the catalogue, in the singular; empty for any product."""
    symptoms: Annotated[tuple[Symptom, ...], Field(min_length=1)]
    steps: Mapping[str, Step]

    def end_at(self, name: str) -> End | None:
        """How the guide ends at a step or an end; None when it goes on."""
        step = self.steps.get(name)
        return End(name) if step is None else step.end


def faults_of(guide: Guide) -> Iterator[tuple[Place, str]]:
    """What is wrong with a guide as a whole, each with its place in the file."""
    yield from _unknown(guide)
    reached = _reached(guide)
    ending = _ending(guide)
    for name in guide.steps:
        if name in set(End):
            yield ("steps", name), "is the name of an end: call the step otherwise"
        elif name not in reached:
            yield ("steps", name), "is never reached"
        elif name not in ending:
            yield ("steps", name), "goes round for ever: no end can be reached from here"


def _unknown(guide: Guide) -> Iterator[tuple[Place, str]]:
    known = {*guide.steps, *End} - {End.SAFETY}
    for at, symptom in enumerate(guide.symptoms):
        if symptom.start not in guide.steps:
            yield ("symptoms", at, "start"), f"no such step {symptom.start}"
    for name, step in guide.steps.items():
        for place, to in step.leads_to:
            if to == End.SAFETY:
                yield ("steps", name, *place), "safety needs words: lead to a step that tells what to do"
            elif to not in known:
                yield ("steps", name, *place), f"no such step or end {to}"


def _reached(guide: Guide) -> set[str]:
    reached: set[str] = set()
    todo = [symptom.start for symptom in guide.symptoms]
    while todo:
        name = todo.pop()
        if name in guide.steps and name not in reached:
            reached.add(name)
            todo += [to for _, to in guide.steps[name].leads_to]
    return reached


def _ending(guide: Guide) -> set[str]:
    """The steps from which an end can be reached, other than by a thing that happens to help."""
    ending = {name for name, step in guide.steps.items() if step.end is not None}
    while True:
        more = {
            name
            for name, step in guide.steps.items()
            # What leads nowhere is told as that, and not as going round as well.
            if any(to in ending or to not in guide.steps for _, to in step.leads_to)
        }
        if more <= ending:
            return ending
        ending |= more
