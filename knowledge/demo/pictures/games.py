"""Building, puzzling, playing at a table and making things."""

from __future__ import annotations

from .palette import INK, PAPER, STEEL, WOOD
from .sketch import Sketch, picture


@picture("blocks", floor=336, reach=130)
def blocks(s: Sketch) -> None:
    """A small building of wooden blocks."""
    t = s.tone
    one, two, three, four, five = t.parts
    if t.glassy:
        three, four, five = "#f2b2a6cc", "#f4d58acc", "#a9d3c0cc"
    plan = s.pick("plan", ("castle", "tower", "arch"))

    def cube(x: int, y: int, size: int, fill: str) -> None:
        s.rect(x, y, size, size, 6, fill)
        s.shade(f"M{x + size - 14} {y}h8q6 0 6 6v{size - 12}q0 6 -6 6h-8z", 0.1)

    if plan == "castle":
        for x, fill in ((74, one), (158, three), (242, one)):
            cube(x, 248, 84, fill)
        s.path("M178 332V300Q178 278 200 278Q222 278 222 300V332Z", WOOD)
        cube(74, 164, 84, four)
        cube(242, 164, 84, two)
        s.path("M66 164L116 86L166 164Z", three if three != four else one)
        s.path("M234 164L284 86L334 164Z", one)
        s.rect(158, 214, 84, 34, 4, WOOD)
    elif plan == "tower":
        cube(96, 244, 92, one)
        cube(192, 244, 92, WOOD)
        cube(s.span("lean", 132, 156), 152, 92, three)
        s.path("M150 152Q150 96 196 96Q242 96 242 152Z", four)
        s.oval(196, 72, 25, fill=five if five != four else one)
        s.path("M288 336V286L338 336Z", two)
    else:
        s.rect(78, 176, 62, 160, 6, one)
        s.rect(260, 176, 62, 160, 6, three)
        s.path("M66 176V120H334V176H266Q262 140 200 138Q138 140 134 176Z", four)
        cube(104, 58, 62, WOOD)
        s.path("M226 120L264 56L302 120Z", two)
        s.oval(200, 306, 30, fill=five if five != four else one)
    if s.pick("marks", (True, False)):
        s.line("M112 300h24M112 312h16M280 300h24M280 312h16", s.tone.edge, 3)


@picture("board_game", floor=336, reach=150, title="board game")
def board_game(s: Sketch) -> None:
    """A game board with pawns and dice, and its box."""
    t, one, two = s.tone, s.tone.parts[0], s.tone.parts[3]
    s.path("M200 86L372 206L200 326L28 206Z", t.deep)
    s.path("M200 76L372 196L200 316L28 196Z", PAPER)
    squares = s.pick("board", (4, 5, 6))
    for i in range(squares):
        for j in range(squares):
            if (i + j) % 2 == 0:
                continue
            a, b, w = i / squares, j / squares, 1 / squares
            corners = [(a, b), (a + w, b), (a + w, b + w), (a, b + w)]
            points = [(200 + (p - q) * 152, 90 + (p + q) * 106) for p, q in corners]
            s.path("M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in points) + "Z", one if i % 2 else two)
    s.line("M200 90L352 196L200 302L48 196Z", t.edge, 3)
    pawns = (
        (116, 176, one),
        (s.span("pawn", 196, 220), 226, t.accent if t.accent != PAPER else "#e2a23f"),
        (292, 176, "#e2a23f"),
    )
    for x, y, fill in pawns:
        s.path(
            (
                f"M{x - 22} {y + 26}Q{x - 8} {y + 10} {x - 8} {y - 20}H{x + 8}"
                f"Q{x + 8} {y + 10} {x + 22} {y + 26}Q{x} {y + 38} {x - 22} {y + 26}Z"
            ),
            fill,
        )
        s.oval(x, y - 32, 16, fill=fill)
    s.rect(240, 244, 50, 50, 10, PAPER)
    for x, y in ((253, 257), (277, 281), (265, 269), (277, 257), (253, 281))[: s.span("dice", 2, 5)]:
        s.dot(x, y, 5, INK)


@picture("puzzle", floor=346, reach=130)
def puzzle(s: Sketch) -> None:
    """Four jigsaw pieces, one not yet in place."""
    t = s.tone
    one, two, three, four, _ = t.parts
    if not (t.mixed or t.glassy):
        two, three, four = t.light, t.dark, t.accent
    with s.placed("translate(-22 -20)"):
        s.path(
            ("M80 84H200V130Q176 118 170 142Q174 168 200 158V204H152Q164 180 140 176Q114 180 128 204H80Z"),
            one,
        )
        s.path(
            ("M200 84H320V204H272Q284 228 260 232Q236 228 248 204H200V158Q174 168 170 142Q176 118 200 130Z"),
            two,
        )
        s.path(
            ("M80 204H128Q114 180 140 176Q164 180 152 204H200V252Q224 242 228 266Q222 290 200 280V324H80Z"),
            three,
        )
        s.shine("M90 94H150L90 154Z", 0.25)
        art = s.pick("art", ("sun", "dots", "lines"))
        if art == "sun":
            s.dot(262, 140, 26, t.accent)
        elif art == "dots":
            s.spots(((236, 112), (284, 112), (284, 156), (110, 290), (150, 296)), 16, t.accent)
        else:
            s.line("M222 112H300M236 130H300M110 296H180", t.accent, 6)
    with s.placed(f"translate({s.span('off', 22, 32)} 16) rotate({s.span('tilt', 8, 20)} 260 264)"):
        s.path(
            ("M200 204H248Q236 228 260 232Q284 228 272 204H320V324H200V280Q222 290 228 266Q224 242 200 252Z"),
            four,
        )
        s.shine("M210 214H236L210 240Z", 0.3)


@picture("craft_kit", floor=336, reach=135, title="craft kit")
def craft_kit(s: Sketch) -> None:
    """A box of craft things: brushes, scissors, paint or wool."""
    t, what = s.tone, s.pick("what", ("paint", "wool", "paper"))
    s.line("M118 200L98 78M156 200L150 62", WOOD, 11)
    s.path("M88 84L104 78Q104 52 88 44Q80 66 88 84Z", t.parts[0])
    s.path("M142 66H158Q160 38 149 30Q140 44 142 66Z", "#5f93b8")
    s.line("M218 200L246 92M250 200L210 92", t.edge, 13)
    s.line("M218 200L246 92M250 200L210 92", STEEL, 8)
    s.rect(278, 86, 26, 120, 4, "#f2c14e")
    s.path("M278 88L291 56L304 88Z", "#f3dcb8")
    s.path("M287 66L291 56L295 66Z", INK)
    s.path("M66 180H334L322 320Q320 334 306 334H94Q80 334 78 320Z")
    s.path("M54 166H346V206H54Z", t.dark)
    s.shade("M300 206H332L322 320Q320 334 306 334H286Q304 270 300 206Z", 0.1)
    s.rect(124, 222, 152, 92, 10, PAPER)
    if what == "paint":
        s.path(
            (
                "M200 232Q254 232 254 268Q252 304 204 306Q190 304 192 292Q196 280 178 284"
                "Q146 290 148 262Q154 234 200 232Z"
            ),
            "#e9cfa6",
        )
        for x, y, c in (
            (176, 254, "#e2705a"),
            (204, 248, "#f2c14e"),
            (230, 262, "#6bb089"),
            (222, 286, "#5f93b8"),
        ):
            s.dot(x, y, 9, c)
    elif what == "wool":
        s.oval(200, 268, 36, fill=t.accent if t.accent != PAPER else "#e2705a")
        s.line(
            (
                "M172 252Q200 240 230 254M168 270Q200 252 234 272M176 290Q196 264 226 246M196 302"
                "Q212 276 232 260"
            ),
            t.edge,
            2.5,
        )
        s.line("M226 292Q250 304 264 290", t.edge, 3)
    else:
        s.path("M200 234l12 22l25 4l-18 18l4 25l-23 -11l-23 11l4 -25l-18 -18l25 -4Z", "#f2c14e")
        s.dot(150, 250, 8, "#e2705a")
        s.dot(252, 296, 8, "#6bb089")
    s.dot(s.span("knob", 186, 214), 186, 8, t.accent)
