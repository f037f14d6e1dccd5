"""Furniture."""

from __future__ import annotations

from .palette import BRASS, INK, LEAF, PAPER, STEEL, WOOD, WOOD_DARK
from .sketch import Sketch, picture


def _legs(s: Sketch, wood: str, places: tuple[int, ...], top: int, low: int = 344) -> None:
    """Tapered legs that lean outwards from the middle."""
    for x in places:
        lean = 10 if x > 200 else -10
        s.path(f"M{x - 9} {top}H{x + 9}L{x + lean + 5} {low}H{x + lean - 5}Z", wood)


@picture("chair", floor=350, reach=100)
def chair(s: Sketch) -> None:
    """A chair: a shell, an armchair, one with a slatted back or an office chair."""
    t, wood = s.tone, s.pick("wood", (WOOD, WOOD_DARK, INK))
    cut = s.pick("cut", ("shell", "armchair", "slatted", "office"))
    if cut == "armchair":
        _legs(s, wood, (106, 294), 296)
        s.path("M96 92Q96 58 136 58H264Q304 58 304 92V250H96Z")
        s.shade("M264 58Q304 58 304 92V250H280Q290 140 264 58Z", 0.1)
        s.line(
            "".join(f"M{x} 92V190" for x in s.pick("quilt", ((146, 200, 254), (164, 236), (200,)))), width=2.5
        )
        s.path("M92 214H308V282H92Z", t.light)
        s.path("M112 282H288V308H112Z", t.dark)
        with s.mirrored():
            s.path("M62 176Q62 152 88 152Q114 152 114 176V308H78Q62 308 62 292Z")
    elif cut == "office":
        s.line("M200 250V306M200 306L120 334M200 306L280 334M200 306V338", t.edge, 15)
        s.line("M200 250V306M200 306L120 334M200 306L280 334M200 306V338", INK, 10)
        for x, y in ((116, 338), (284, 338), (200, 342)):
            s.oval(x, y, 11, fill=INK)
        s.path("M126 66Q128 48 150 46H250Q272 48 274 66L284 190Q284 206 268 206H132Q116 206 116 190Z")
        s.line(
            "".join(f"M128 {y}H272" for y in s.pick("rows", ((96, 146), (84, 116, 148, 180), (120,)))),
            width=2.5,
        )
        s.path("M100 222Q200 202 300 222Q314 254 286 260H114Q86 254 100 222Z", t.dark)
        with s.mirrored():
            s.cord("M92 236V182H76", INK, 8)
            s.rect(58, 172, 58, 16, 8, t.accent)
    elif cut == "slatted":
        _legs(s, t.dark, (118, 282), 236)
        with s.mirrored():
            s.path("M108 48H128L134 230H112Z")
        slats = s.span("slats", 3, 5)
        for n in range(slats):
            s.rect(193 + (n * 2 - slats + 1) * (66 // slats), 74, 14, 150, 3, t.base)
        s.path("M104 56Q200 38 296 56L294 84Q200 68 106 84Z", t.light)
        s.path("M96 216H304L316 246Q316 254 306 254H94Q84 254 84 246Z", s.pick("seat", (t.light, t.accent)))
        s.path("M124 296H276V308H124Z", t.dark)
    else:
        _legs(s, wood, (128, 272), 236)
        _legs(s, wood, (168, 232), 236, 330)
        s.path("M102 78Q104 52 134 52H266Q296 52 298 78L304 196Q306 250 262 250H138Q94 250 96 196Z")
        s.path("M92 206Q200 184 308 206Q320 256 276 264H124Q80 256 92 206Z", t.light)
        s.shade("M268 54Q296 56 298 78L304 192Q296 190 282 190Q290 110 268 54Z", 0.12)
        if s.pick("seam", (True, False)):
            s.line("M150 82Q140 140 144 184M250 82Q260 140 256 184", width=2.5)
        else:
            s.oval(200, 112, 26, 12, t.disc)


@picture("table", floor=330, reach=150)
def table(s: Sketch) -> None:
    """A table: long with four legs, round on one foot, or a low one."""
    t, cut = s.tone, s.pick("cut", ("dining", "round", "coffee"))
    if cut == "round":
        s.path("M184 156H216L222 300H178Z", t.dark)
        s.path("M112 326Q130 292 200 290Q270 292 288 326Z", t.dark)
        s.path("M46 140V156Q120 192 200 192Q280 192 354 156V140Z", t.dark)
        s.oval(200, 140, 154, 44)
        s.line("M90 132Q200 108 310 132M76 146Q200 176 324 146", width=2.5)
        s.oval(s.span("cup", 150, 240), 132, 26, 9, t.accent)
        return
    low = 320
    top = 188 if cut == "coffee" else 146
    for x in (96, 304):
        s.path(f"M{x - 8} {top - 4}H{x + 8}L{x + 5} {low - 22}H{x - 5}Z", t.deep)
    if cut == "coffee":
        s.path("M84 262H316L326 278H74Z", t.dark)
    s.path(f"M60 {top + 12}H340V{top + 40}H60Z", t.dark)
    if s.pick("drawer", (True, False)):
        s.line(f"M150 {top + 18}H250V{top + 36}H150Z", width=2.5)
        s.dot(200, top + 27, 4, BRASS)
    for x, lean in ((62, -6), (338, 6)):
        s.path(f"M{x - 12} {top + 16}H{x + 12}L{x + lean + 6} {low}H{x + lean - 6}Z")
    s.path(f"M84 {top - 42}H316L366 {top}V{top + 16}H34V{top}Z", t.dark)
    s.path(f"M84 {top - 42}H316L366 {top}H34Z", t.light if not t.mixed else t.base)
    s.line(f"M104 {top - 28}H240M70 {top - 12}H200M240 {top - 14}H330M270 {top - 30}H306", width=2)
    if s.pick("on", (True, False)):
        s.line(
            (f"M206 {top - 50}Q200 {top - 80} 214 {top - 92}M206 {top - 50}Q212 {top - 74} 194 {top - 88}"),
            LEAF,
            6,
        )
        s.path(f"M190 {top - 56}H222L217 {top - 18}H195Z", t.accent)


@picture("sofa", floor=322, reach=165)
def sofa(s: Sketch) -> None:
    """A sofa with cushions."""
    t, wood = s.tone, s.pick("legs", (WOOD, WOOD_DARK, INK))
    _legs(s, wood, (74, 326), 286, 320)
    seats = s.pick("seats", (2, 3))
    s.path("M70 142Q70 110 102 110H298Q330 110 330 142V244H70Z")
    step = 240 // seats
    for n in range(1, seats):
        s.line(f"M{80 + n * step} 114V214")
    s.shade("M298 110Q330 110 330 142V244H306Q314 160 298 110Z", 0.1)
    for n in range(seats):
        x = 82 + n * step - (2 if n == 0 else 0)
        s.rect(x, 206, step - 3, 44, 12, t.light)
    s.path("M66 248H334V290H66Z", t.dark)
    with s.mirrored():
        s.path("M36 180Q36 156 62 156Q88 156 88 180V290H50Q36 290 36 276Z")
        s.line("M50 178Q62 164 74 178", width=2.5)
    spot = s.pick("pillow", (96, 250))
    with s.placed(f"rotate({s.span('tilt', -14, 14)} {spot + 28} 186)"):
        s.path(
            (
                f"M{spot} 154Q{spot + 28} 160 {spot + 58} 154Q{spot + 52} 182 {spot + 58} 212"
                f"Q{spot + 28} 206 {spot} 212Q{spot + 6} 182 {spot} 154Z"
            ),
            t.accent,
        )
    if s.pick("throw", (True, False)):
        x = 330 - 88 if spot < 200 else 104
        s.path(f"M{x} 108H{x + 44}V226L{x + 40} 232H{x + 4}L{x} 226Z", t.parts[2] if t.mixed else t.deep)
        s.line(f"M{x + 6} 232v10M{x + 16} 232v10M{x + 26} 232v10M{x + 36} 232v10", t.edge, 3)


@picture("shelf", floor=352, reach=110)
def shelf(s: Sketch) -> None:
    """A shelf with books and small things."""
    t, rows = s.tone, s.pick("rows", (3, 4))
    s.rect(94, 50, 212, 296, 4, t.dark)
    gap = 280 // rows
    books = ("#d9655a", "#e2a23f", "#5f93b8", "#6a9a7b", "#f3e6cc", "#7a6a9a")
    for row in range(rows):
        y = 60 + row * gap
        s.path(f"M106 {y}H294V{y + gap - 10}H106Z", t.deep)
        low = y + gap - 10
        if (row + s.span("turn", 0, 1)) % 2 == 0:
            x = 112
            for n in range(s.span(f"count {row}", 4, 6)):
                width, tall = s.span(f"w{row}{n}", 12, 18), s.span(f"h{row}{n}", gap // 2, gap - 20)
                s.rect(x, low - tall, width, tall, 1, books[(n + row * 2 + s.span("hue", 0, 5)) % 6])
                x += width + 1
            s.oval(266, low - 16, 16, fill=PAPER)
        else:
            s.rect(220, low - 14, 66, 13, 2, books[(row + 1) % 6])
            s.rect(226, low - 27, 54, 13, 2, books[(row + 3) % 6])
            s.line(f"M146 {low - 26}q-4 -14 -16 -18M146 {low - 26}q2 -18 16 -22M146 {low - 26}v-22", LEAF, 6)
            s.path(f"M130 {low - 28}H162L157 {low}H135Z", t.accent)
    frame = "".join(f"M100 {60 + r * gap - 5}H300" for r in range(rows + 1))
    s.line(frame + "M100 55V342M300 55V342", t.edge, 14)
    s.line(frame + "M100 55V342M300 55V342", t.base, 9)


@picture("desk", floor=334, reach=155)
def desk(s: Sketch) -> None:
    """A desk with drawers and a few things on it."""
    t, metal = s.tone, s.pick("legs", (WOOD_DARK, INK, STEEL))
    side = s.pick("side", (True, False))
    with s.placed("matrix(-1 0 0 1 400 0)" if side else "translate(0 0)"):
        s.path("M58 186H76L72 330H60ZM118 186H130V318H120Z", metal)
        s.path("M236 182H346V322H236Z", t.dark)
        count = s.span("drawers", 2, 4)
        for n in range(count):
            step = 129 // count
            s.rect(246, 192 + n * step, 90, step - 7, 3, t.base)
            s.line(f"M278 {190 + n * step + step // 2}h26", s.pick("pull", (BRASS, INK)), 5)
        s.rect(248, 322, 12, 10, 0, metal)
        s.rect(322, 322, 12, 10, 0, metal)
        s.rect(36, 162, 328, 24, 5, t.light)
        s.path("M116 92H220V150H116Z", INK)
        s.flat("M123 99H213V143H123Z", "#8fb9d6")
        s.path("M158 150H178L184 162H152Z", STEEL)
        if s.pick("lamp", (True, False)):
            s.line("M302 160L320 112L282 80", t.edge, 5)
            s.path("M258 86L286 62L298 84L272 104Z", t.accent)
            s.rect(284, 154, 36, 8, 4, t.accent)
        else:
            s.line("M292 130Q286 104 270 98M292 130Q296 98 314 92M292 130V86", LEAF, 7)
            s.path("M274 126H310L305 162H279Z", t.accent)
        s.line("M52 174H190", width=2)


@picture("bed", floor=336, reach=160)
def bed(s: Sketch) -> None:
    """A bed seen from its foot."""
    t, head = s.tone, s.pick("head", ("padded", "arch", "bars"))
    if head == "arch":
        s.path("M60 250V140Q60 64 200 62Q340 64 340 140V250Z")
        s.line("M82 240V146Q86 88 200 86Q314 88 318 146V240", width=2.5)
    elif head == "bars":
        s.cord("M66 260V92H334V260", t.base, 12)
        s.line("M110 98V220M155 98V220M200 98V220M245 98V220M290 98V220", t.edge, 11)
        s.line("M110 98V220M155 98V220M200 98V220M245 98V220M290 98V220", t.base, 6)
    else:
        s.rect(54, 82, 292, 170, 20)
        s.line("M112 84V200M170 84V200M230 84V200M288 84V200", width=2.5)
        s.shade("M320 82Q346 84 346 104V250H330Q336 150 320 82Z", 0.12)
    with s.mirrored():
        s.path("M84 166Q132 156 186 166Q196 192 186 216H84Q74 192 84 166Z", PAPER)
    s.path("M60 214Q200 196 340 214L350 288H50Z", t.accent)
    s.path("M62 214Q200 194 338 214L342 236Q200 218 58 236Z", PAPER)
    if s.pick("throw", (True, False)):
        s.path("M54 258Q200 246 346 258L350 290H50Z", t.light if t.light != t.accent else t.dark)
    s.line(f"M{s.span('crease', 110, 150)} 244L106 286M262 242L276 286", width=2.5)
    s.path("M44 282H356V316H44Z")
    s.shade("M44 302H356V316H44Z", 0.1)
    for x in (56, 328):
        s.rect(x, 316, 16, 18, 2, WOOD_DARK)


@picture("cabinet", floor=348, reach=125)
def cabinet(s: Sketch) -> None:
    """A cabinet: doors, drawers or both."""
    t, cut = s.tone, s.pick("cut", ("doors", "drawers", "both"))
    pull = s.pick("pull", (BRASS, INK, STEEL))
    _legs(s, s.pick("legs", (WOOD_DARK, INK)), (96, 304), 308)
    s.rect(74, 96, 252, 214, 6, t.dark)
    if cut == "doors":
        for x in (84, 204):
            s.rect(x, 106, 112, 194, 3)
            s.line(f"M{x + 16} 122H{x + 96}V284H{x + 16}Z", width=2.5)
        s.line("M182 186v34M218 186v34", t.edge, 9)
        s.line("M182 186v34M218 186v34", pull, 5)
    elif cut == "drawers":
        for n in range(3):
            s.rect(84, 106 + n * 66, 232, 60, 3)
            for x in (140, 260):
                s.oval(x, 136 + n * 66, 8, fill=pull)
    else:
        s.rect(84, 106, 232, 56, 3, t.light)
        s.line("M178 134H222", t.edge, 9)
        s.line("M178 134H222", pull, 5)
        for x in (84, 204):
            s.rect(x, 170, 112, 130, 3)
            s.line("".join(f"M{x + 16 + n * 16} 182V288" for n in range(6)), width=2)
        s.oval(184, 232, 7, fill=pull)
        s.oval(216, 232, 7, fill=pull)
    s.shade("M306 96H326V310H306Z", 0.1)
    s.rect(64, 84, 272, 18, 5, t.light)
    if s.pick("on", ("bowl", "plant")) == "bowl":
        s.path("M228 58H296Q292 84 272 84H252Q232 84 228 58Z", t.accent)
    else:
        s.line("M132 56Q124 36 110 32M132 56Q138 32 154 28M132 56V24", LEAF, 7)
        s.path("M114 50H150L145 84H119Z", t.accent)
