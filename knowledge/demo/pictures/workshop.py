"""Tools for house and garden."""

from __future__ import annotations

from .palette import INK, LEAF, PAPER, RUBBER, STEEL, STEEL_DARK, WOOD
from .sketch import Sketch, picture


@picture("garden_tool", floor=346, reach=110, title="garden tool")
def garden_tool(s: Sketch) -> None:
    """A hand trowel and fork, or secateurs."""
    t = s.tone
    if s.pick("cut", ("trowel", "trowel", "shears")) == "shears":
        with s.placed(f"rotate({s.span('lean', 12, 24)} 200 200)"):
            s.path("M196 172Q150 120 168 48Q214 80 222 160Z", STEEL)
            s.path("M204 172Q240 130 252 84Q274 120 226 186Z", STEEL_DARK)
            s.path("M190 176Q140 220 144 330Q146 352 162 352Q178 350 176 330Q178 250 214 206Z")
            s.path("M212 176Q262 220 258 330Q256 352 240 352Q224 350 226 330Q224 250 188 206Z", t.dark)
            s.line("M152 300h20M153 318h20M154 336h18", t.accent, 5)
            s.oval(201, 188, 15, fill=STEEL)
        return
    with s.placed("rotate(-14 130 200)"):
        s.path("M104 64Q132 36 160 64Q176 116 160 158Q132 184 104 158Q88 116 104 64Z", STEEL)
        s.shine("M112 76Q122 60 132 60V160Q116 158 112 146Z", 0.5)
        s.cord("M132 170V216", STEEL, 8)
        s.path("M118 214H146L152 326Q152 346 132 346Q112 346 112 326Z")
        s.shade("M138 214H146L152 326Q152 346 132 346Q144 280 138 214Z", 0.15)
        s.rect(114, 212, 36, 16, 4, s.pick("collar", (WOOD, t.accent, RUBBER)))
        s.oval(132, 330, 5, fill=t.disc)
    with s.placed("rotate(14 270 200)"):
        fork = "M238 60V122Q240 152 270 152Q300 152 302 122V60M270 50V216"
        s.line(fork, t.edge, 16)
        s.line(fork, STEEL, 10)
        s.path("M256 214H284L290 326Q290 346 270 346Q250 346 250 326Z")
        s.shade("M276 214H284L290 326Q290 346 270 346Q282 280 276 214Z", 0.15)
        s.rect(252, 212, 36, 16, 4, s.pick("collar", (WOOD, t.accent, RUBBER)))
        if s.pick("rings", (True, False)):
            s.line("M254 262h32M254 278h33", t.accent, 5)


@picture("watering_can", floor=334, reach=140, title="watering can")
def watering_can(s: Sketch) -> None:
    """A watering can with a rose or a long thin spout."""
    t, spout = s.tone, s.pick("spout", ("rose", "thin"))
    s.line("M150 150Q120 78 190 74Q258 76 262 150", t.edge, 17)
    s.line("M150 150Q120 78 190 74Q258 76 262 150", t.dark, 11)
    s.line("M128 190Q44 170 56 244Q66 296 126 290", t.edge, 19)
    s.line("M128 190Q44 170 56 244Q66 296 126 290", t.dark, 13)
    if spout == "rose":
        s.path("M262 262L330 140L350 152L276 304Z", t.dark)
        s.path("M312 146L336 110L386 142L358 176Z", t.accent)
        s.line("M352 104l14 -18M372 114l18 -14M382 132l20 -6", "#6fb3d2", 5)
    else:
        s.path("M264 268Q314 270 318 190Q320 124 364 116L366 130Q338 140 338 196Q336 300 268 304Z", t.dark)
    s.path("M124 152H274L290 304Q292 328 268 328H130Q106 328 108 304Z")
    s.shade("M250 152H274L290 304Q292 328 268 328H240Q264 250 250 152Z", 0.13)
    s.shine("M140 176H152L142 300H128Z", 0.35)
    s.oval(199, 152, 75, 15, t.deep)
    y = s.span("band", 196, 232)
    look = s.pick("look", ("leaf", "band", "rings"))
    if look == "leaf":
        s.line("M200 296V228", LEAF if t.base != LEAF else PAPER, 5)
        s.flat("M200 272Q158 268 156 232Q196 236 200 272Q204 236 244 232Q242 268 200 272Z", t.accent)
    elif look == "band":
        s.flat(f"M121 {y}H279L282 {y + 26}H118Z", t.accent)
    else:
        s.line(f"M121 {y}H279M115 {y + 66}H285", t.light, 5)


@picture("drill", floor=346, reach=120)
def drill(s: Sketch) -> None:
    """A cordless drill."""
    t = s.tone
    s.line("M330 130H374", t.edge, 11)
    s.line("M330 130H374", STEEL, 6)
    s.line("M340 133l6 -6M352 133l6 -6M364 133l6 -6", INK, 2.5)
    s.path("M282 104H312L338 118V142L312 156H282Z", RUBBER)
    s.line("M296 106V154M308 108V152", STEEL_DARK, 3)
    s.path("M108 168H190L176 292H98Z")
    s.shade("M172 168H190L176 292H156Z", 0.14)
    s.path("M190 170Q206 190 192 214L184 210Z", t.accent)
    s.path("M46 112Q46 78 84 78H252Q282 80 284 104V156Q280 178 252 180H94Q46 178 46 142Z")
    s.shade("M48 150Q60 178 94 180H252Q280 178 284 156V140Q180 162 48 150Z", 0.14)
    s.shine("M84 90H230V100H84Z", 0.3)
    s.line("M66 110V148M80 106V152M94 106V152", width=4)
    s.path("M122 192H164L156 278H112Z", RUBBER)
    s.line("M130 208H154M128 224H153M126 240H152M124 256H150", STEEL_DARK, 4)
    s.rect(s.span("plate", 126, 150), 112, 88, 34, 6, t.accent)
    s.path("M252 80Q282 80 284 104V156Q280 178 252 180Z", t.dark)
    s.path("M72 288H208Q220 288 220 300V330Q220 342 208 342H72Q60 342 60 330V300Q60 288 72 288Z", RUBBER)
    s.path("M60 288H220V304H60Z", t.dark)
    for n in range(3):
        s.dot(86 + n * 18, 323, 5, "#7be0a0" if n < s.span("charge", 1, 3) else STEEL_DARK)
    if s.pick("lamp", (True, False)):
        s.oval(222, 188, 11, 8, "#fff0b8")


@picture("toolbox", floor=326, reach=150)
def toolbox(s: Sketch) -> None:
    """A tool box with a handle and catches."""
    t, cut = s.tone, s.pick("cut", ("closed", "open"))
    if cut == "open":
        s.line("M118 190L92 86", WOOD, 13)
        s.path("M62 92L112 74L120 96L72 112Z", STEEL)
        s.line("M176 190V86", t.edge, 13)
        s.line("M176 190V86", STEEL, 8)
        s.rect(164, 56, 24, 58, 8, "#e2705a")
        s.line("M262 190L284 96", t.edge, 16)
        s.line("M262 190L284 96", STEEL, 11)
        s.path("M270 98Q258 66 284 54L286 76L302 80L312 60Q326 92 296 106Z", STEEL)
    s.cord(
        "M120 176V138Q120 124 134 124H266Q280 124 280 138V176" if cut == "closed" else "M70 190V150H330V190",
        t.dark if cut == "closed" else STEEL,
        13 if cut == "closed" else 8,
    )
    s.path("M52 206H348V300Q348 320 328 320H72Q52 320 52 300Z")
    s.shade("M52 292H348V300Q348 320 328 320H72Q52 320 52 300Z", 0.14)
    s.path("M44 186Q44 170 60 170H340Q356 170 356 186V228H44Z", t.dark)
    for x in (s.span("catch", 96, 112), s.span("catch", 96, 112) + 156):
        s.rect(x, 206, 38, 46, 6, STEEL)
        s.line(f"M{x + 10} 222h18", STEEL_DARK, 4)
    s.rect(168, 250, 64, 34, 6, t.accent)
    for x in (52, 322):
        s.rect(x, 296, 26, 26, 8, RUBBER)


@picture("screwdriver", floor=346, reach=110)
def screwdriver(s: Sketch) -> None:
    """A screwdriver, or a small set of them."""
    t = s.tone
    places: tuple[tuple[int, int, float], ...] = ((-24, -66, 0.86), (0, 0, 0.92), (24, 66, 0.86))
    if s.pick("single", (True, False)):
        places = ((s.span("lean", 30, 46), 0, 1.0),)
    for angle, move, size in places:
        frame = f"translate({200 + move} 200) rotate({angle}) scale({size:g}) translate(-200 -200)"
        with s.placed(frame):
            s.path(
                "M192 200H208V42L214 26H186L192 42Z" if angle >= 0 else "M192 200H208V44L200 22L192 44Z",
                STEEL,
            )
            s.shine("M195 50H200V196H195Z", 0.6)
            s.path("M182 196H218L222 222H178Z", RUBBER)
            s.path(
                "M178 220H222Q238 236 228 256L232 330Q236 366 200 368Q164 366 168 330L172 256"
                "Q162 236 178 220Z"
            )
            s.line("M186 258V340M200 260V346M214 258V340", t.line, 4)
            s.shade("M212 220H222Q238 236 228 256L232 330Q236 366 200 368Q226 330 212 220Z", 0.14)
            s.line(f"M172 {s.span('ring', 240, 252)}H228", t.accent, 7)
