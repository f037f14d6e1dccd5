"""A shopper's mood in one sign and one thin line."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from markupsafe import Markup

RECENT = 3
UNHAPPY_BELOW = -0.3
ANGRY_BELOW = -0.6

_WIDTH, _HEIGHT, _MARGIN = 160, 36, 4


class Mood(IntEnum):
    """How the shopper's last messages sound; the higher the worse."""

    FINE = 0
    UNHAPPY = 1
    ANGRY = 2


def mood_of(sentiments: Sequence[float]) -> Mood:
    """The mood of the last three messages; `sentiments` are -1 to 1, oldest first."""
    recent = sentiments[-RECENT:]
    if not recent:
        return Mood.FINE
    mean = sum(recent) / len(recent)
    if mean <= ANGRY_BELOW:
        return Mood.ANGRY
    return Mood.UNHAPPY if mean <= UNHAPPY_BELOW else Mood.FINE


def sparkline(sentiments: Sequence[float]) -> Markup:
    """The course of the mood as an SVG line, good above the dashed middle and bad below it."""
    if not sentiments:
        return Markup("")
    reach = _HEIGHT / 2 - _MARGIN
    step = (_WIDTH - 2 * _MARGIN) / max(len(sentiments) - 1, 1)
    points = [
        (_MARGIN + step * place, _HEIGHT / 2 - max(-1.0, min(1.0, value)) * reach)
        for place, value in enumerate(sentiments)
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    last_x, last_y = points[-1]
    words = {Mood.FINE: "fine", Mood.UNHAPPY: "unhappy", Mood.ANGRY: "angry"}[mood_of(sentiments)]
    return Markup(
        '<svg class="spark mood-{words}" viewBox="0 0 {width} {height}" role="img"'
        ' aria-label="Mood: {words}">'
        '<line x1="0" x2="{width}" y1="{middle}" y2="{middle}"/><polyline points="{line}"/>'
        '<circle cx="{x}" cy="{y}" r="2.5"/></svg>'
    ).format(
        words=words,
        width=_WIDTH,
        height=_HEIGHT,
        middle=_HEIGHT // 2,
        line=line,
        x=f"{last_x:.1f}",
        y=f"{last_y:.1f}",
    )
