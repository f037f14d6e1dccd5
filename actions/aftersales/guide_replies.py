"""What a shopper answers to a step of a guide, in their own words or by a button."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.turn import Turn
from knowledge.guides.guide import Answer, Step
from knowledge.guides.phrases import terms

HELPED, STILL, ALREADY, ENOUGH = "helped", "still", "already", "enough"
_FLAGS = re.IGNORECASE
_ENOUGH = re.compile(
    r"\b(?:refund|money back|send it back|return it|replace\w*|new one|warranty|give up|enough|no more|fed up|"
    r"(?:too|so) (?:complicated|much)|skip (?:this|it|all))\b"
    r"|退款|退钱|退货|退掉|换新|换一个|保修|算了|不想(?:弄|试|折腾)|太麻烦|别试了|不试了",
    _FLAGS,
)
_ALREADY = re.compile(
    r"\balready\b|\b(?:tried|did|done|checked|charged|cleaned|reset)\b.{0,24}\b(?:that|this|it|before|everything|twice)\b"
    r"|\b(?:that|this|it)\b.{0,12}\b(?:tried|did|done|before)\b|试过|做过|弄过|检查过|换过|充过|清过|洗过|已经.{0,6}了|都试了",
    _FLAGS,
)
_STILL = re.compile(
    r"\b(?:still|same|no (?:change|luck|difference|good|effect)|nope|nothing (?:happen\w*|changed)|no better|"
    r"(?:did|does|do|is|was|has|have|wo|would|can)(?:n'?t| not)|not (?:work\w*|help\w*|better))\b"
    r"|还是|仍然|没用|没效果|没有(?:用|效果|变化|反应)|不行|没变化|没反应|一样|不管用",
    _FLAGS,
)
_HELPED = re.compile(
    r"\b(?:works?|working|worked|fixed|solved|helped|did the trick|connected|charges|charging|good now|fine now|better|"
    r"that was it)\b|好了|可以了|解决了|能用了|有用|修好了|管用|连上了|亮了|成功了|没问题了",
    _FLAGS,
)
# Cosine from which an answer is taken for what the shopper says; below, the words have to share something.
ALIKE = 0.55


def to_a_try(turn: Turn) -> str | None:
    """Whether a thing to try helped; None when the message does not say."""
    if _ENOUGH.search(turn.text):
        return ENOUGH
    still = turn.intent == "deny" or _STILL.search(turn.text)
    if not still and _HELPED.search(turn.text):
        return HELPED
    if _ALREADY.search(turn.text):  # "I've done that already" sounds like a yes
        return ALREADY
    if not still and turn.intent == "affirm":
        return HELPED
    return STILL if still else None


def has_enough(text: str) -> bool:
    """Whether somebody would rather have it settled than try on."""
    return _ENOUGH.search(text) is not None


def was_tried(text: str) -> bool:
    """Whether somebody says that they have done it before."""
    return _ALREADY.search(text) is not None and not _ENOUGH.search(text)


def to_a_question(turn: Turn, step: Step) -> int | None:
    """The place of the answer that a message gives; None when it gives none."""
    said = terms(turn.text)
    for at, answer in enumerate(step.answers):
        if _same(turn.text, _forms(answer)):
            return at
    for at, answer in enumerate(step.answers):
        if answer.means is not None and answer.means == turn.intent:
            return at
    ordinal = turn.entity("ordinal")
    if ordinal is not None and 1 <= int(ordinal) <= len(step.answers):
        return int(ordinal) - 1
    shares = [max((_share(said, form) for form in _forms(answer)), default=0.0) for answer in step.answers]
    best = max(shares)
    if best >= 0.5 and shares.count(best) == 1:
        return shares.index(best)
    return _nearest(turn, step)


def _forms(answer: Answer) -> list[str]:
    return [*answer.says.values(), *(form for forms in answer.like.values() for form in forms)]


def _same(text: str, forms: Sequence[str]) -> bool:
    plain = text.strip(" .!?。！？").casefold()
    return any(plain == form.strip(" .!?。！？").casefold() for form in forms)


def _share(said: frozenset[str], form: str) -> float:
    told = terms(form)
    return len(said & told) / len(told) if told else 0.0


def _nearest(turn: Turn, step: Step) -> int | None:
    if not turn.text.strip():
        return None
    encoder = turn.shop.search_encoder
    said = encoder.encode([turn.text])[0]
    near = [float((encoder.encode(_forms(answer)) @ said).max()) for answer in step.answers]
    best = max(near)
    return near.index(best) if best >= ALIKE else None
