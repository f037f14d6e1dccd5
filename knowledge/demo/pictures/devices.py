"""Small electrical things and their supplies."""

from __future__ import annotations

from .palette import INK, PAPER, RUBBER, SCREEN, STEEL, STEEL_DARK
from .sketch import Sketch, picture


@picture("charger", floor=330, reach=100)
def charger(s: Sketch) -> None:
    """A wall charger or a charging pad."""
    t, what = s.tone, s.pick("what", ("plug", "wireless", "power"))
    if what == "plug":
        s.rect(152, 52, 16, 60, 6, STEEL)
        s.rect(232, 52, 16, 60, 6, STEEL)
        s.rect(100, 104, 200, 220, s.span("corner", 26, 56))
        s.shade("M262 104Q300 106 300 142V286Q300 322 262 324Q282 214 262 104Z", 0.1)
        ports = s.span("ports", 1, 3)
        for n in range(ports):
            y = 214 - ports * 22 + n * 48
            s.rect(152, y, 96, 26, 12, t.deep)
            s.line(f"M172 {y + 13}h56", STEEL, 4)
        s.path("M206 272l-20 24h14l-6 20l22 -26h-14z", t.accent)
    elif what == "wireless":
        s.cord("M200 318Q200 352 280 346Q330 340 352 350", t.dark, 6)
        s.oval(200, 224, 136, 96, t.dark)
        s.oval(200, 208, 136, 96)
        s.oval(200, 206, s.span("ring", 72, 98), 56, t.light)
        s.path("M208 164l-34 46h24l-8 38l36 -50h-24z", t.accent)
        s.dot(200, 290, 5, "#7be0a0")
    else:
        s.rect(112, 56, 176, 284, 30)
        s.shade("M256 56Q288 58 288 86V310Q288 338 256 340Q276 200 256 56Z", 0.1)
        s.rect(138, 78, 52, 18, 7, t.deep)
        s.rect(210, 78, 52, 18, s.span("port", 3, 9), t.deep)
        s.path("M210 150l-42 64h32l-12 54l46 -70h-32z", t.accent)
        for n in range(4):
            s.dot(166 + n * 23, 308, 6, "#7be0a0" if n < s.span("charge", 1, 4) else t.line)


@picture("cable", floor=330, reach=120)
def cable(s: Sketch) -> None:
    """A coiled cable with its two plugs."""
    t = s.tone
    for radius in (104, 88, 72)[: s.span("turns", 2, 3)]:
        s.cord(
            (
                f"M{200 - radius} 172A{radius} {radius} 0 1 1 {200 + radius} 172"
                f"A{radius} {radius} 0 1 1 {200 - radius} 172Z"
            ),
            t.base,
            9,
        )
    if s.pick("cloth", (True, False)):
        s.line("M96 172A104 104 0 1 1 304 172A104 104 0 1 1 96 172Z", t.line, 8, "2 8")
    s.rect(172, 56, 56, 34, 8, t.accent)
    for x, turn in ((148, 14), (252, -14)):
        with s.placed(f"rotate({turn} {x} 290)"):
            s.cord(f"M{x} 236V276", t.base, 9)
            s.path(f"M{x - 10} 256H{x + 10}L{x + 18} 276V324H{x - 18}V276Z", t.dark)
            if turn > 0 or s.pick("ends", (True, False)):
                s.rect(x - 11, 324, 22, 22, 6, STEEL)
            else:
                s.rect(x - 14, 324, 28, 28, 2, STEEL)
                s.line(f"M{x - 6} 334v6M{x + 6} 334v6", STEEL_DARK, 4)


@picture("smart_home", floor=340, reach=100)
def smart_home(s: Sketch) -> None:
    """A thermostat, a smart bulb or a small hub with a screen."""
    t, what = s.tone, s.pick("what", ("thermostat", "bulb", "hub"))
    if what == "thermostat":
        s.oval(200, 200, 132)
        s.oval(200, 200, 106, fill=SCREEN)
        s.line("M136 264A90 90 0 1 1 264 264", "#4a5566", 9)
        s.line(f"M136 264A90 90 0 0 1 {s.span('heat', 188, 226)} 110", "#f39a5a", 9)
        s.line("M160 182h28v22h-24v24h26", PAPER, 8)
        s.line("M212 182h28v46h-28zM212 204h28", PAPER, 8)
        s.dot(258, 176, 6, PAPER)
        s.line("M200 256q-12 -12 0 -22q12 12 0 22Z", "#f39a5a", 4)
        s.shine("M88 170Q104 96 180 78Q116 116 104 176Z", 0.4)
    elif what == "bulb":
        s.dot(200, 158, 128, "#ffe39a", 0.35)
        s.path(
            ("M200 56Q296 60 298 158Q294 210 254 246L246 278H154L146 246Q106 210 102 158Q104 60 200 56Z"),
            "#fff1c9",
        )
        s.shine("M126 156Q130 92 184 78Q146 112 146 168Z", 0.8)
        s.path("M148 246H252L246 290H154Z")
        s.path("M158 290H242V308H158ZM162 308H238V324H162ZM176 324H224L214 340H186Z", STEEL)
        s.line("M168 176q32 -34 64 0M182 194q18 -18 36 0", t.dark, 7)
        s.dot(200, 212, 6, t.dark)
    else:
        s.path("M112 300L96 338H304L288 300Z", t.dark)
        s.rect(56, 92, 288, 214, 28)
        s.rect(74, 108, 252, 168, 12, SCREEN)
        for n in range(4):
            colour = ("#f2b257", "#6bb089", "#5f93b8", "#e2705a")[(n + s.span("tiles", 0, 3)) % 4]
            s.rect(90 + (n % 2) * 114, 122 + (n // 2) * 74, 104, 64, 12, colour)
        s.line("M126 172v-22l18 -14l18 14v22z", PAPER, 5)
        s.line("M238 164a20 20 0 1 1 36 0", PAPER, 5)
        s.line("M118 228h48M142 214v28", PAPER, 5)
        s.line("M240 240l16 -22l16 22", PAPER, 5)
        s.dot(200, 292, 4, "#7be0a0")


@picture("tv", floor=324, reach=160, title="TV")
def tv(s: Sketch) -> None:
    """A large television on its feet."""
    t = s.tone
    if s.pick("feet", ("legs", "plate")) == "legs":
        with s.mirrored():
            s.path("M104 286H118L104 318H84Z", t.dark)
    else:
        s.path("M180 284H220V306H268L276 318H124L132 306H180Z", t.dark)
    s.rect(32, 84, 336, 206, 8)
    s.flat("M40 92H360V274H40Z", SCREEN)
    show = s.pick("show", ("lake", "city", "dune"))
    sky, far, near = {
        "lake": ("#9cc9e0", "#4f7f9a", "#2f5f6b"),
        "city": ("#3b3f70", "#e58a6c", "#23274a"),
        "dune": ("#f4c987", "#d98b52", "#a35a3a"),
    }[show]
    with s.inside("M40 92H360V274H40Z"):
        s.flat("M40 92H360V274H40Z", sky)
        s.dot(s.span("sun", 120, 280), 158, 30, "#fbe6b0")
        if show == "city":
            s.flat(
                (
                    "M40 274V220H76V180H110V214H140V160H176V206H206V176H236V222H262V150H296V212H328V188"
                    "H360V274Z"
                ),
                near,
            )
            s.line("M120 230h8M154 180h8M154 200h8M272 170h8M272 190h8M220 194h6M90 200h6", "#f6d27a", 6)
        else:
            s.flat("M40 226L110 166L160 212L226 150L300 214L360 180V274H40Z", far)
            s.flat("M40 274V236Q120 214 200 238T360 232V274Z", near)
        s.shine("M250 92H330L230 274H150Z", 0.08)
    s.dot(200, 282, 3, "#e2705a")


@picture("console", floor=324, reach=140)
def console(s: Sketch) -> None:
    """A game controller, or a handheld with its screen."""
    t = s.tone
    buttons = (("#e2705a", 0, -18), ("#6bb089", 18, 0), ("#f2c14e", 0, 18), ("#5f93b8", -18, 0))
    if s.pick("what", ("controller", "handheld")) == "handheld":
        s.rect(36, 116, 328, 174, 44)
        s.path("M92 116H80Q36 118 36 160V246Q36 288 80 290H92Z", t.dark)
        s.path("M308 116H320Q364 118 364 160V246Q364 288 320 290H308Z", t.accent)
        s.rect(98, 128, 204, 150, 8, SCREEN)
        s.flat("M104 232h60v-24h50v-26h46v26h36v64h-192z", "#6bb089")
        s.oval(s.span("sun", 140, 190), 168, 16, fill="#f2c14e")
        s.oval(66, 166, 17, fill=RUBBER)
        s.line("M66 220v32M50 236h32", PAPER, 9)
        s.oval(334, 246, 17, fill=RUBBER)
        for colour, x, y in buttons:
            s.oval(334 + x * 0.8, 180 + y * 0.8, 7, fill=colour)
        return
    s.path(
        "M112 112Q146 96 160 112H240Q254 96 288 112Q336 126 356 232Q366 304 328 312Q300 314 272 258H128"
        "Q100 314 72 312"
        "Q34 304 44 232Q64 126 112 112Z"
    )
    s.path("M162 114H238L226 180H174Z", t.dark if s.pick("touch", (True, False)) else t.accent)
    s.shade("M44 250Q38 304 72 312Q100 314 128 258L120 244Q90 296 70 292Q52 288 44 250Z", 0.12)
    s.shade("M356 250Q362 304 328 312Q300 314 272 258L280 244Q310 296 330 292Q348 288 356 250Z", 0.12)
    s.line("M110 146v44M88 168h44", t.edge, 22)
    s.line("M110 146v44M88 168h44", t.light, 15)
    for colour, x, y in buttons:
        s.oval(290 + x * 1.15, 168 + y * 1.15, 10, fill=colour)
    for x in (158, 242):
        s.oval(x, 220, 27, fill=t.deep)
        s.oval(x, 217, 18, fill=RUBBER)
    s.dot(200, 206, 6, t.light)


@picture("printer", floor=326, reach=145)
def printer(s: Sketch) -> None:
    """A printer with a sheet coming out."""
    t = s.tone
    s.path("M116 150L128 64H272L284 150Z", PAPER)
    s.line("M148 88H252M146 106H254M144 124H224", "#b9c5cd", 4)
    s.path("M62 166Q62 142 88 142H312Q338 142 338 166V280Q338 302 316 302H84Q62 302 62 280Z")
    s.path("M62 172Q62 142 88 142H312Q338 142 338 172V192H62Z", t.dark)
    s.rect(s.span("panel", 236, 258), 154, 62, 26, 6, SCREEN)
    s.dot(92, 168, 7, "#7be0a0")
    s.dot(116, 168, 7, t.line)
    s.path("M96 222H304V250H96Z", t.deep)
    s.path("M112 236H288L300 322H100Z", PAPER)
    if s.pick("print", ("photo", "chart")) == "photo":
        s.flat("M130 254h140l6 52h-152z", "#9cc9e0")
        s.flat("M125 306l42 -34l28 20l30 -28l50 42z", "#5d9a62")
        s.dot(236, 268, 8, "#f6cf72")
    else:
        s.line(
            "M138 304v-20M164 304v-36M190 304v-28M216 304v-44M242 304v-30",
            t.accent if t.accent != PAPER else INK,
            12,
        )
        s.line("M122 308H278", STEEL_DARK, 3)


@picture("ereader", floor=348, reach=95, title="e-reader")
def ereader(s: Sketch) -> None:
    """A reading device with a page of text."""
    t, thick = s.tone, s.span("chin", 34, 54)
    s.rect(94, 50, 212, 294, 20)
    s.shade("M284 50Q306 52 306 72V324Q306 342 284 344Q296 200 284 50Z", 0.12)
    s.rect(112, 68, 176, 258 - thick, 4, "#f1eee4")
    low = 326 - thick
    first = 100
    if s.pick("page", ("chapter", "picture")) == "picture":
        s.flat("M132 86h136v68h-136z", "#c9c6bb")
        s.flat("M132 154l42 -44l28 28l24 -20l42 36z", "#8f8c84")
        first = 176
    else:
        s.line("M168 92h64", "#55534e", 6)
        first = 118
    rows = range(first, low - 22, 17)
    s.line("".join(f"M130 {y}h{140 - (46 if n % 4 == 3 else 0)}" for n, y in enumerate(rows)), "#8f8c84", 4)
    s.line(f"M130 {low - 10}h{s.span('read', 20, 110)}", "#55534e", 3)
    if s.pick("key", (True, False)):
        s.oval(200, 344 - thick // 2, 9, fill=t.dark)
    else:
        s.line(f"M176 {344 - thick // 2}h48", t.line, 5)
