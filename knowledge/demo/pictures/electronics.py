"""Things with screens and sound."""

from __future__ import annotations

from .palette import PAPER, RUBBER, SCREEN, STEEL, tint
from .sketch import Sketch, picture

_WALLS = (
    ("#3d6f8f", "#f0b35c", "#e2705a"),
    ("#5b4a8a", "#ee9a8a", "#f6cf72"),
    ("#2f7d74", "#f2c76b", "#8fd0b0"),
    ("#38507f", "#8fb9e6", "#f3e3c3"),
)


def _scene(s: Sketch, x: int, y: int, w: int, h: int) -> None:
    """A quiet landscape on a screen, within a rectangle."""
    sky, sun, hill = s.pick("scene", _WALLS)
    low = y + h
    with s.inside(f"M{x} {y}h{w}v{h}h-{w}z"):
        s.flat(f"M{x} {y}h{w}v{h}h-{w}z", sky)
        s.dot(x + w * s.span("sun", 25, 75) // 100, y + h * 45 // 100, min(w, h) // 6, sun)
        s.flat(
            f"M{x} {low}V{low - h // 4}Q{x + w // 4} {low - h // 2} {x + w // 2} {low - h // 5}"
            f"T{x + w} {low - h // 3}V{low}Z",
            hill,
        )
        s.flat(
            f"M{x} {low}V{low - h // 8}Q{x + w // 3} {low - h // 3} {x + w} {low - h // 10}V{low}Z",
            SCREEN,
            0.4,
        )
        s.shine(f"M{x + w * 55 // 100} {y}H{x + w}V{y + h // 2}Z", 0.1)


@picture("headphones", floor=346, reach=110)
def headphones(s: Sketch) -> None:
    """Headphones that go over the ears."""
    t, width = s.tone, s.span("band", 18, 26)
    s.line("M100 226Q92 66 200 62Q308 66 300 226", t.edge, width + 5)
    s.line("M100 226Q92 66 200 62Q308 66 300 226", t.base, width)
    s.line("M140 94Q166 74 200 73Q234 74 260 94", t.dark, width - 6)
    with s.mirrored():
        s.path("M84 200H116L120 238H80Z", STEEL)
        s.path("M124 212Q150 214 152 270Q150 330 124 332Q112 332 112 320V224Q112 212 124 212Z", RUBBER)
        s.path("M66 248Q68 212 102 212H120V334H102Q68 334 66 298Z", t.base)
        s.shine("M78 252Q80 226 98 224L92 318Q80 312 78 296Z", 0.2)
        mark = s.pick("cup", ("ring", "line", "dot"))
        if mark == "ring":
            s.line("M80 250V296", t.accent, 5)
        elif mark == "line":
            s.line("M108 226V320", t.accent, 4)
        else:
            s.dot(92, 272, 9, t.accent)
    s.dot(308, 322, 3, "#7be0a0")


@picture("earbuds", floor=336, reach=120)
def earbuds(s: Sketch) -> None:
    """Two earbuds above their charging case."""
    t, stem = s.tone, s.pick("stem", (True, False))
    tilt = s.span("tilt", 4, 14)
    with s.mirrored(), s.placed(f"translate(136 112) rotate({tilt})"):
        s.path("M-22 -30Q-50 -46 -58 -22Q-60 2 -30 12Z", RUBBER)
        if stem:
            s.path("M0 -4L4 92Q6 104 18 104Q30 104 30 92L34 -4Z")
            s.line("M17 82V94", t.accent, 5)
        s.oval(0, 0, 38 if stem else 46, 40 if stem else 44)
        s.shade("M-26 26Q10 44 36 10Q34 40 0 42Q-16 40 -26 26Z", 0.12)
        s.oval(8, -4, 17, fill=t.dark)
        s.oval(8, -4, 7, fill=t.accent)
    s.path("M98 266Q98 232 134 232H266Q302 232 302 266Z", t.deep)
    s.path("M88 262H312V284Q312 334 262 334H138Q88 334 88 284Z")
    s.shade("M88 292Q98 334 138 334H262Q302 334 312 292Q260 314 200 314Q140 314 88 292Z", 0.1)
    s.line("M88 272H312", width=2.5)
    s.dot(200, 296, 5, s.pick("light", ("#7be0a0", "#ffd27a", "#8fc7ff")))


@picture("speaker", floor=346, reach=110)
def speaker(s: Sketch) -> None:
    """A loudspeaker: a tall box, a portable tin or a round one with cloth."""
    t, cut = s.tone, s.pick("cut", ("bookshelf", "portable", "round"))
    if cut == "bookshelf":
        s.rect(108, 54, 184, 290, 18)
        s.shade("M270 54H274Q292 54 292 72V326Q292 344 274 344H266Z", 0.14)
        s.oval(200, 122, 40, fill=RUBBER)
        s.oval(200, 122, 17, fill=STEEL)
        s.oval(200, 246, 70, fill=RUBBER)
        s.oval(200, 246, 52, fill=t.accent if t.accent != PAPER else t.dark)
        s.oval(200, 246, s.span("cone", 12, 26), fill=RUBBER)
        if s.pick("screws", (True, False)):
            s.spots(((122, 68), (278, 68), (122, 330), (244, 330)), 8)
        s.dot(266, 326, 4, "#7be0a0")
    elif cut == "portable":
        s.line("M120 130Q120 84 200 84Q280 84 280 130", t.edge, 13)
        s.line("M120 130Q120 84 200 84Q280 84 280 130", t.accent, 8)
        s.rect(54, 132, 292, 182, 86)
        s.rect(84, 148, 232, 150, 70, t.dark)
        dots = [(x, y) for y in range(168, 290, 18) for x in range(108 + (y // 18 % 2) * 9, 300, 18)]
        s.line("".join(f"M{x} {y}h.1" for x, y in dots), t.line, 5)
        s.rect(s.span("plate", 128, 208), 208, 64, 28, 8, t.accent)
    else:
        s.path("M86 150Q86 76 200 76Q314 76 314 150V270Q314 340 200 340Q86 340 86 270Z")
        with s.inside("M86 160V270Q86 340 200 340Q314 340 314 270V160Q200 214 86 160Z"):
            s.line("".join(f"M{x} 150v200" for x in range(92, 320, s.span("mesh", 9, 13))), t.dark, 3)
        s.oval(200, 136, 108, 46, t.dark)
        s.line(f"M{186 - s.span('plus', 0, 12)} 136h{28 + 2 * s.span('plus', 0, 12)}M200 116v40", t.light, 4)
        s.line("M92 290Q104 338 200 338Q296 338 308 290", t.accent, 5)


@picture("phone", floor=352, reach=95)
def phone(s: Sketch) -> None:
    """A telephone's back with its cameras beside its lit screen."""
    t, lenses = s.tone, s.pick("lenses", ("bar", "square", "pair"))
    with s.placed("rotate(-6 150 200)"):
        s.rect(88, 62, 144, 284, 24)
        s.shine("M104 66H160L92 190V84Q92 66 104 66Z", 0.14)
        if lenses == "bar":
            s.rect(100, 84, 120, 42, 20, t.dark)
            spots = ((124, 105), (160, 105))
        elif lenses == "square":
            s.rect(100, 76, 76, 76, 20, t.dark)
            spots = ((122, 98), (154, 130))
        else:
            spots = ((122, 98), (122, 138))
        for x, y in spots:
            s.oval(x, y, 14, fill=SCREEN)
            s.dot(x - 4, y - 4, 4, "#7d93ad")
        s.dot(198 if lenses == "bar" else 156, 105 if lenses == "bar" else 96, 5, "#fff3cf")
    with s.placed("rotate(5 250 200)"):
        s.rect(180, 64, 144, 284, 24, t.dark)
        s.rect(187, 71, 130, 270, 18, SCREEN)
        _scene(s, 193, 78, 118, 256)
        s.rect(236, 84, 32, 8, 4, SCREEN)
        s.line("M218 124h68", PAPER, 7)
        s.line("M232 140h40", PAPER, 4)


@picture("tablet", floor=348, reach=125)
def tablet(s: Sketch) -> None:
    """A tablet, upright or lying wide, some with a pen."""
    t, tall = s.tone, s.pick("stand", (True, False, True))
    x, y, w, h = (88, 54, 212, 288) if tall else (46, 96, 296, 216)
    s.rect(x, y, w, h, 22)
    s.rect(x + 12, y + 12, w - 24, h - 24, 10, SCREEN)
    _scene(s, x + 15, y + 15, w - 30, h - 30)
    s.dot(x + w // 2, y + 6.5, 2.5, t.line)
    for n in range(4):
        s.rect(
            x + 34 + n * 38, y + h - 62, 26, 26, 7, (t.accent, PAPER, tint(t.parts[0][:7], 0.3), "#f2b257")[n]
        )
    if s.pick("pen", (True, False)):
        with s.placed(f"rotate(8 {x + w + 10} 200)"):
            s.path(f"M{x + w + 8} 112h14v196l-7 20l-7 -20z", PAPER)
            s.line(f"M{x + w + 8} 132h14", t.edge, 2)


@picture("laptop", floor=320, reach=170)
def laptop(s: Sketch) -> None:
    """An open laptop."""
    t = s.tone
    s.path("M82 100Q82 86 96 86H304Q318 86 318 100V276H82Z", t.dark)
    s.rect(92, 96, 216, 168, 4, SCREEN)
    _scene(s, 96, 100, 208, 160)
    look = s.pick("page", ("window", "dock"))
    if look == "window":
        s.rect(118, 124, 112, 84, 6, PAPER)
        s.line("M130 144h60M130 160h84M130 176h70M130 192h40", "#9fb2bf", 4)
    else:
        for n in range(5):
            s.rect(142 + n * 25, 234, 17, 17, 5, ("#e2705a", "#f2c76b", "#6bb089", "#5f93b8", PAPER)[n])
    s.path("M70 270H330L366 304Q368 316 352 316H48Q32 316 34 304Z")
    s.flat("M88 276H312L324 290H76Z", t.deep)
    s.line("M90 283H310", t.light, 2, "9 3")
    s.path("M160 294H240L246 305H154Z", t.light)
    s.line("M38 309H362", t.line, 2)


@picture("monitor", floor=348, reach=100)
def monitor(s: Sketch) -> None:
    """A computer screen on its stand, flat or curved."""
    t = s.tone
    s.path("M178 256H222L228 330H172Z", t.dark)
    if s.pick("foot", ("plate", "legs")) == "plate":
        s.path("M128 328Q200 316 272 328L280 342H120Z")
    else:
        s.path("M120 344L186 316H214L280 344H260L200 328L140 344Z")
    s.rect(44, 76, 312, 192, 12)
    chin = s.span("chin", 10, 22)
    s.rect(54, 86, 292, 182 - chin - 8, 3, SCREEN)
    _scene(s, 57, 89, 286, 176 - chin - 8)
    s.rect(76, 110, 100, 62, 5, PAPER)
    s.line("M88 126h50M88 140h74M88 154h62", "#9fb2bf", 4)
    s.dot(330, 263 - chin // 4, 3, "#7be0a0")


@picture("keyboard", floor=296, reach=170)
def keyboard(s: Sketch) -> None:
    """A keyboard, some keys in the second colour, some with a knob."""
    t, knob = s.tone, s.pick("knob", (True, False))
    top, low = s.span("top", 112, 126), s.span("low", 276, 290)
    s.path(
        f"M46 {top + 12}Q46 {top} 60 {top}H340Q354 {top} 354 {top + 12}L366 {low - 12}Q366 {low} 352 {low}H48"
        f"Q34 {low} 34 {low - 12}Z"
    )
    s.shade(f"M35 {low - 18}H365L366 {low - 12}Q366 {low} 352 {low}H48Q34 {low} 34 {low - 12}Z", 0.18)
    cap = t.light if not t.glassy else PAPER
    count, step_y = s.span("keys", 10, 13), (low - top - 32) / 4
    bar = s.span("bar", 4, 6)
    for row in range(4):
        y, width = top + 12 + row * step_y, 288 + row * 6
        step, left = width / count, 200 - width / 2
        first = (count - bar) // 2
        for n in range(count):
            if (row == 3 and first <= n < first + bar) or (knob and row == 0 and n == count - 1):
                continue
            marked = (row == 0 and n == 0) or (row == 2 and n == count - 1) or (row == 3 and n == 0)
            s.path(
                f"M{left + n * step + 2:.0f} {y:.0f}h{step - 5:.0f}v{step_y - 7:.0f}h-{step - 5:.0f}z",
                t.accent if marked else cap,
            )
        if row == 3:
            fill = t.accent if s.pick("space", (True, False)) else cap
            s.rect(
                round(left + first * step + 2), round(y), round(bar * step - 5), round(step_y - 7), 3, fill
            )
        elif knob and row == 0:
            s.oval(round(left + width - step / 2), round(y + step_y / 2 - 4), 12, fill=t.accent)


@picture("mouse", floor=334, reach=95)
def mouse(s: Sketch) -> None:
    """A computer mouse from above, with its wheel."""
    t, wide = s.tone, s.span("wide", 84, 100)
    if s.pick("cable", (True, False)):
        s.line("M200 72Q196 48 226 40Q262 34 270 20", t.edge, 7)
        s.line("M200 72Q196 48 226 40Q262 34 270 20", t.dark, 3)
    left, right = 200 - wide, 200 + wide
    d = f"M200 66Q{right} 66 {right} 170V236Q{right} 332 200 332Q{left} 332 {left} 236V170Q{left} 66 200 66Z"
    s.path(d)
    with s.inside(d):
        s.flat(
            f"M{left} 190Q200 {214} {right} 190V340H{left}Z",
            t.dark if s.pick("back", (True, False)) else t.light,
            0.8,
        )
        s.shade(f"M{right - 24} 90Q{right - 8} 220 {right - 40} 330L{right} 340V80Z", 0.12)
        if s.pick("side", (True, False)):
            s.flat(f"M{left} 176Q{left + 26} 210 {left + 14} 290L{left - 10} 290V176Z", t.accent)
    s.line(f"M200 68V200M{left} 186Q200 216 {right} 186")
    s.rect(188, 104, 24, 56, 12, RUBBER)
    s.line("M194 120h12M194 132h12M194 144h12", t.accent if t.accent != RUBBER else STEEL, 3)


@picture("camera", floor=316, reach=145)
def camera(s: Sketch) -> None:
    """A camera with its lens."""
    t = s.tone
    s.path("M150 122L166 88H234L250 122Z", t.dark)
    s.rect(84, 104, 44, 22, 6, STEEL)
    s.oval(s.span("dial", 292, 304), 114, 24, 12, STEEL)
    s.rect(54, 120, 292, 188, 26)
    s.path("M54 164H346V264H54Z", t.dark if s.pick("skin", (True, False)) else t.accent)
    s.line("M62 184H96M62 204H96M62 224H96M62 244H96", width=2.5)
    s.rect(178, 98, 44, 18, 4, SCREEN)
    s.oval(204, 214, 84, fill=STEEL)
    s.oval(204, 214, 72, fill=RUBBER)
    s.oval(204, 214, 50, fill="#2c3c52")
    s.oval(204, 214, 26, fill="#41628a")
    s.shine("M176 196Q184 176 206 174Q190 186 188 206Z", 0.6)
    s.dot(222, 234, 7, "#9cc4e8", 0.8)
    s.oval(314, 146, 10, fill=s.pick("lamp", ("#d9534a", "#f2c14e", PAPER)))
