"""Bags, small leather goods and the umbrella."""

from __future__ import annotations

from .palette import BRASS, PAPER, RUBBER, STEEL, WOOD
from .sketch import Sketch, picture


@picture("backpack", floor=350, reach=115, woven=True)
def backpack(s: Sketch) -> None:
    """A backpack with a front pocket; some roll, some zip, some have a flap."""
    t, top = s.tone, s.pick("top", ("zip", "flap", "roll"))
    s.line("M178 76Q178 46 200 46Q222 46 222 76", t.edge, 14)
    s.line("M178 76Q178 46 200 46Q222 46 222 76", t.dark, 9)
    with s.mirrored():
        s.path("M104 210Q80 214 78 250V312Q82 330 106 330Z", t.dark)
    s.path("M98 150Q98 68 164 66H236Q302 68 302 150V316Q302 344 272 344H128Q98 344 98 316Z")
    s.shade("M268 80Q302 96 302 150V316Q302 344 272 344H256Q280 220 268 80Z", 0.1)
    if top == "flap":
        s.path("M94 140Q94 62 164 60H236Q306 62 306 140V178Q306 198 286 198H114Q94 198 94 178Z", t.dark)
        with s.mirrored():
            s.path("M140 176H160V232H140Z", t.accent)
            s.rect(136, 204, 28, 18, 4, BRASS)
    elif top == "roll":
        s.path("M92 92Q92 64 120 64H280Q308 64 308 92V110Q308 132 280 132H120Q92 132 92 110Z", t.dark)
        s.line("M100 98H300", width=2.5)
        s.path("M188 62H212V172H188Z", t.accent)
        s.rect(182, 146, 36, 22, 4, STEEL)
    else:
        s.line("M112 196Q104 96 164 90H236Q296 96 288 196", t.edge, 4)
        s.rect(284, 190, 9, 24, 4, t.accent)
        if s.pick("patch", (True, False)):
            s.rect(176, 128, 48, 34, 6, t.accent)
    s.path("M124 244Q124 226 142 226H258Q276 226 276 244V312Q276 328 260 328H140Q124 328 124 312Z", t.light)
    if top == "flap":
        s.line("M124 262H276")
    else:
        s.line("M136 250H264", t.edge, 4)
        s.rect(s.span("pull", 150, 240), 248, 8, 22, 3, t.accent)


@picture("handbag", floor=338, reach=135, woven=True)
def handbag(s: Sketch) -> None:
    """A handbag: with a flap, a top handle or a rounded saddle shape."""
    t, cut = s.tone, s.pick("cut", ("flap", "frame", "saddle"))
    drop = s.span("handle", 64, 92)
    s.cord(f"M136 170Q136 {drop} 200 {drop}Q264 {drop} 264 170", t.dark, 9)
    if cut == "saddle":
        s.path("M80 160H320Q340 330 200 334Q60 330 80 160Z")
        s.path("M78 152H322Q330 256 200 262Q70 256 78 152Z", t.light)
        s.stitch("M90 162Q90 244 200 250Q310 244 310 162")
    elif cut == "flap":
        s.path("M72 164Q72 150 90 150H310Q328 150 328 164L340 314Q340 332 320 332H80Q60 332 60 314Z")
        s.path("M70 150H330L334 204Q334 222 312 230L214 258Q200 262 186 258L88 230Q66 222 66 204Z", t.light)
        s.stitch("M80 160L78 206Q80 216 92 220L200 248L308 220Q320 216 322 206L320 160")
    else:
        s.path("M96 150H304Q312 150 316 162L346 312Q348 332 324 332H76Q52 332 54 312L84 162Q88 150 96 150Z")
        s.line("M122 154L110 330M278 154L290 330")
        s.path("M84 146Q84 138 94 138H306Q316 138 316 146V164H84Z", t.dark)
        with s.mirrored():
            s.oval(136, 164, 9, fill=BRASS)
    if cut == "frame":
        s.rect(184, 132, 32, 24, 6, BRASS)
    else:
        s.rect(182, 236, 36, 30, 8, BRASS)
        s.rect(196, 246, 8, 12, 3, t.deep)
    if s.pick("charm", (True, False)):
        s.line("M264 166Q276 190 270 204", BRASS, 3)
        s.path("M262 204H280L284 246H258Z", t.accent)


@picture("tote", floor=348, reach=125, woven=True)
def tote(s: Sketch) -> None:
    """A roomy shopper with two handles."""
    t = s.tone
    reach = s.span("reach", 54, 78)
    s.line(f"M146 160Q146 {reach} 200 {reach}Q254 {reach} 254 160", t.deep, 9)
    body = "M82 150H318L334 324Q335 342 316 342H84Q65 342 66 324Z"
    s.path(body)
    s.shade("M286 150H318L334 324Q335 342 316 342H296Z", 0.1)
    s.path("M82 150H318L320 172H80Z", t.dark)
    s.cord(f"M140 196Q140 {reach + 14} 200 {reach + 14}Q260 {reach + 14} 260 196", t.accent, 9)
    with s.mirrored():
        s.path("M129 178H151V214H129Z", t.accent)
        s.line("M133 184l14 24M147 184l-14 24", t.edge, 2)
    front = s.pick("front", ("leaf", "block", "pocket", "sun"))
    if front == "leaf":
        s.flat("M200 312Q150 290 156 240Q196 250 200 312Q206 238 246 226Q256 284 200 312Z", t.accent)
        s.line("M200 330V300", t.accent, 4)
    elif front == "block":
        s.flat("M70 280L330 280L334 324Q335 340 316 340H84Q65 340 67 324Z", t.accent, 0.9)
    elif front == "pocket":
        s.path("M146 236H254V312H146Z", t.light)
        s.line("M146 250H254")
    else:
        s.flat("M140 290Q140 232 200 232Q260 232 260 290Z", t.accent)
        s.line("M128 304H272", t.accent, 5)


@picture("suitcase", floor=354, reach=100, woven=False)
def suitcase(s: Sketch) -> None:
    """A cabin case on wheels with its handle out."""
    t, wide = s.tone, s.span("wide", 88, 100)
    left, right = 200 - wide, 200 + wide
    s.line("M166 110V48H234V110", t.edge, 13)
    s.line("M166 110V48H234V110", STEEL, 8)
    s.rect(158, 38, 84, 18, 8, RUBBER)
    for x in (left + 14, right - 38):
        s.rect(x, 332, 24, 20, 8, RUBBER)
    s.rect(left, 104, 2 * wide, 234, 26)
    s.shade(
        f"M{right - 30} 106Q{right} 108 {right} 132V312Q{right} 336 {right - 30} 338"
        f"Q{right - 18} 220 {right - 30} 106Z"
    )
    ribs = s.pick("ribs", ("upright", "level", "cross"))
    if ribs == "upright":
        step = s.span("step", 24, 32)
        bars = [x for n in (-2, -1, 0, 1, 2) if left + 20 < (x := 200 + n * step) < right - 20]
        s.line("".join(f"M{x} 134V310" for x in bars), t.line, 4)
        s.line("".join(f"M{x + 5} 134V310" for x in bars), t.light, 3)
    elif ribs == "level":
        s.line("".join(f"M{left + 22} {y}H{right - 22}" for y in range(150, 320, 30)), t.line, 4)
        s.line("".join(f"M{left + 22} {y + 5}H{right - 22}" for y in range(150, 320, 30)), t.light, 3)
    else:
        s.flat(f"M{left + 2} 246H{right - 2}V286H{left + 2}Z", t.accent)
        s.line(f"M{left} 246H{right}M{left} 286H{right}")
    s.rect(180, 98, 40, 16, 7, t.dark)
    for x, y in ((left, 104), (right - 26, 104), (left, 312), (right - 26, 312)):
        s.rect(x, y, 26, 26, 10, t.dark)
    s.rect(right - 14, 206, 14, 36, 5, BRASS)


@picture("wallet", floor=312, reach=130)
def wallet(s: Sketch) -> None:
    """A wallet with a card or two looking out."""
    t = s.tone
    s.rect(106, 92, 180, 90, 10, t.accent)
    s.line("M106 116H286", t.edge, 8)
    s.rect(120, 112, 180, 90, 10, PAPER)
    s.line("M136 130h44", "#9fb2bf", 5)
    s.rect(72, 140, 256, 166, 18)
    s.shade("M72 250V288Q72 306 90 306H310Q328 306 328 288V250Q200 276 72 250Z", 0.1)
    s.stitch("M84 152H316V294H84Z")
    close = s.pick("close", ("tab", "fold", "zip"))
    if close == "tab":
        s.path(f"M330 196H270Q{s.span('tab', 242, 254)} 196 252 222Q252 248 270 248H330Z", t.dark)
        s.oval(276, 222, 9, fill=BRASS)
    elif close == "fold":
        s.path("M72 158Q72 140 90 140H310Q328 140 328 158V192Q200 244 72 192Z", t.dark)
        s.oval(200, 208, 10, fill=BRASS)
    else:
        s.line("M84 168H300", BRASS, 6, "3 3")
        s.rect(296, 162, 30, 12, 5, t.accent)
        s.line("M72 226H328", width=2.5)


@picture("belt", floor=322, reach=135)
def belt(s: Sketch) -> None:
    """A belt rolled up, with its buckle in front."""
    t, metal = s.tone, s.pick("metal", (BRASS, STEEL))
    s.oval(200, 172, 138, 88, t.dark)
    s.oval(200, 168, 118, 68, t.deep)
    s.path("M88 186Q96 128 200 124Q304 128 312 186Q290 238 200 240Q110 238 88 186Z", t.disc)
    band = "M62 176Q66 258 200 262Q334 258 338 176V244Q330 316 200 320Q70 316 62 244Z"
    s.path("M62 176Q66 258 200 262Q334 258 338 176Q334 226 300 238Q260 254 200 254Q70 250 62 176Z", t.deep)
    s.path(band)
    with s.inside(band):
        look = s.pick("look", ("plain", "stitch", "braid"))
        if look == "stitch":
            s.stitch("M62 190Q70 270 200 274Q330 270 338 190M62 232Q76 306 200 308Q324 306 338 232")
        elif look == "braid":
            s.line("".join(f"M{x} 170l30 150m0 -150l-30 150" for x in range(52, 340, 15)), width=2.5)
        s.shade("M300 180H345V330H250Q296 290 300 180Z", 0.12)
    s.spots(((262, 287), (286, 279), (308, 267)), 9, t.deep)
    round_ = "M176 242Q216 242 216 268V312Q216 338 176 338Q136 338 136 312V268Q136 242 176 242Z"
    frame = s.pick("buckle", ("M136 244H216V336H136Z", round_))
    s.line(frame, t.edge, 16)
    s.line(frame, metal, 10)
    s.line("M140 290H226", t.edge, 11)
    s.line("M140 290H224", metal, 6)
    x = s.span("loop", 98, 110)
    s.path(f"M{x} 236L{x + 18} 246V318L{x} 308Z", t.dark)


@picture("umbrella", floor=352, reach=70, woven=True)
def umbrella(s: Sketch) -> None:
    """An open umbrella with a curved handle."""
    t, hook = s.tone, s.pick("hook", (WOOD, RUBBER))
    s.line("M200 60V42", t.edge, 7)
    s.cord("M200 180V306Q200 334 174 334Q152 334 152 312", STEEL, 5)
    s.line("M200 282V306Q200 334 174 334Q152 334 152 310", t.edge, 15)
    s.line("M200 282V306Q200 334 174 334Q152 334 152 310", hook, 10)
    canopy = (
        "M46 196Q54 62 200 58Q346 62 354 196Q328 172 302 194Q276 172 250 194Q225 172 200 194"
        "Q175 172 150 194Q124 172 98 194Q72 172 46 196Z"
    )
    s.path(canopy)
    panels = s.pick("panels", ("two", "rim", "plain"))
    with s.inside(canopy):
        if panels == "two":
            with s.mirrored():
                s.flat("M200 58Q110 90 98 194L150 200Q156 100 200 58Z", t.accent if not t.mixed else t.dark)
        elif panels == "rim":
            s.line(f"M46 190Q60 {s.span('rim', 84, 96)} 200 86Q340 90 354 190", t.accent, 10)
        s.shade("M200 58Q346 62 354 196Q328 172 302 200Q296 96 200 58Z", 0.1)
    with s.mirrored():
        s.line("M200 58Q110 90 98 194M200 58Q152 100 150 194")
    s.line("M200 60V192")
