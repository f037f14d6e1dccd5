"""Care for skin, hair and teeth."""

from __future__ import annotations

from .palette import BRASS, INK, LEAF_DARK, PAPER, RUBBER, STEEL, STEEL_DARK, WOOD, WOOD_DARK
from .sketch import Sketch, picture


def _label(s: Sketch, x: int, y: int, w: int, h: int) -> None:
    """A paper label with a small mark and lines for its text."""
    s.rect(x, y, w, h, s.pick("label", (3, 12)), PAPER)
    mid, mark = x + w // 2, s.pick("mark", ("sprig", "ring", "drop"))
    top = y + h // 3
    if mark == "sprig":
        s.line(
            f"M{mid} {top + 14}v-28M{mid} {top + 4}q-14 -2 -14 -15M{mid} {top + 4}q14 -2 14 -15", LEAF_DARK, 4
        )
    elif mark == "ring":
        s.line(f"M{mid - 13} {top}a13 13 0 1 1 26 0a13 13 0 1 1 -26 0Z", s.tone.edge, 4)
    else:
        s.flat(f"M{mid} {top - 18}q18 22 10 30q-10 8 -20 0q-8 -8 10 -30Z", "#6fb3d2")
    s.line(
        (
            f"M{x + w // 5} {y + h * 2 // 3}H{x + w * 4 // 5}M{x + w // 3} {y + h * 2 // 3 + 12}"
            f"H{x + w * 2 // 3}"
        ),
        STEEL_DARK,
        4,
    )


@picture("cream", floor=332, reach=130)
def cream(s: Sketch) -> None:
    """A jar or a tube of cream."""
    t = s.tone
    if s.pick("cut", ("jar", "tube")) == "jar":
        s.path("M66 192H334V280Q334 322 292 322H108Q66 322 66 280Z")
        s.shade("M298 192H334V280Q334 322 292 322H270Q306 270 298 192Z", 0.12)
        s.shine("M82 204H98V290Q84 284 82 270Z", 0.4)
        high = s.span("lid", 52, 74)
        s.rect(56, 192 - high, 288, high + 4, 12, s.pick("cap", (t.light, BRASS, WOOD)))
        s.shade(f"M310 {194 - high}H332Q342 {196 - high} 342 {206 - high}V184Q342 194 332 194H310Z", 0.12)
        _label(s, 136, 214, 128, 90)
        return
    with s.placed(f"rotate({s.span('lean', -6, 10)} 200 200)"):
        s.path("M116 56H284L262 286H138Z")
        s.shade("M256 56H284L262 286H240Z", 0.12)
        s.shine("M136 84H150L160 270H150Z", 0.35)
        s.path("M112 46H288V68H112Z", t.dark)
        s.line("".join(f"M{x} 48v18" for x in range(126, 284, 12)), width=2)
        s.rect(142, 284, 116, 54, 8, s.pick("cap", (t.accent, PAPER, BRASS)))
        _label(s, 150, 104, 100, 130)


@picture("perfume", floor=336, reach=100)
def perfume(s: Sketch) -> None:
    """A flacon with its cap."""
    t, cut = s.tone, s.pick("cut", ("square", "round", "tall"))
    cap = s.pick("cap", (BRASS, INK, WOOD))
    top = 140 if cut != "tall" else 118
    s.rect(182, top - 30, 36, 34, 3, STEEL)
    if s.pick("stopper", ("block", "ball")) == "ball":
        s.oval(200, top - 60, 34, fill=cap)
    else:
        s.rect(164, top - 92, 72, 66, 8, cap)
        s.shine(f"M172 {top - 84}h10v50h-10z", 0.35)
    d = {
        "square": "M84 164Q84 140 108 140H292Q316 140 316 164V306Q316 330 292 330H108Q84 330 84 306Z",
        "round": "M200 138Q308 140 310 240Q306 328 246 330H154Q94 328 90 240Q92 140 200 138Z",
        "tall": "M126 136Q126 118 146 118H254Q274 118 274 136L286 312Q286 332 266 332H134Q114 332 114 312Z",
    }[cut]
    s.path(d, "#eef5f6")
    level = s.span("level", top + 36, top + 66)
    with s.inside(d):
        s.flat(f"M80 {level}Q200 {level + 10} 320 {level}V340H80Z", t.base)
        s.flat(
            (f"M80 {level}Q200 {level + 10} 320 {level}V{level + 14}Q200 {level + 24} 80 {level + 14}Z"),
            t.light,
        )
        s.shade("M270 120H330V340H250Q290 240 270 120Z", 0.12)
        s.shine("M100 150H124V322H108Z", 0.4)
    s.line(d, t.edge, 3)
    s.rect(152, 232, 96, 56, 3, PAPER)
    s.line("M170 252h60M182 268h36", t.edge, 4)


@picture("shampoo", floor=350, reach=85)
def shampoo(s: Sketch) -> None:
    """A bottle with a pump or a flip cap."""
    t, pump = s.tone, s.pick("cap", ("pump", "flip"))
    if pump == "pump":
        s.cord("M200 112V62", STEEL, 7)
        s.path("M140 52Q140 40 156 40H226Q236 40 236 50V66H186Q164 66 160 78H144Q144 64 140 52Z", t.accent)
        s.rect(166, 96, 68, 30, 6, t.accent)
    else:
        s.path("M152 124L160 66Q162 56 174 56H226Q238 56 240 66L248 124Z", t.accent)
        s.line("M156 96H244")
    wide = s.span("wide", 74, 90)
    left, right = 200 - wide, 200 + wide
    d = (
        f"M{left + 28} 124H{right - 28}Q{right} 126 {right} 160V320"
        f"Q{right} 346 {right - 24} 346H{left + 24}Q{left} 346 {left} 320V160"
        f"Q{left} 126 {left + 28} 124Z"
    )
    s.path(d)
    s.shade(
        (
            f"M{right - 34} 126Q{right} 128 {right} 160V320Q{right} 346 {right - 24} 346"
            f"H{right - 44}Q{right - 22} 240 {right - 34} 126Z"
        ),
        0.12,
    )
    s.shine(f"M{left + 12} 164Q{left + 12} 148 {left + 24} 146V316H{left + 12}Z", 0.35)
    _label(s, left + 30, 184, 2 * wide - 60, 118)


@picture("lipstick", floor=346, reach=95)
def lipstick(s: Sketch) -> None:
    """A lipstick with its cap beside it."""
    t, metal = s.tone, s.pick("metal", (BRASS, STEEL, "#e3b7a0"))
    s.path(f"M124 190V96Q126 {s.span('tip', 58, 72)} 182 56Q192 60 192 84V190Z")
    s.shade("M172 58Q192 58 192 84V190H172Z", 0.13)
    s.path("M124 104Q150 76 182 56Q192 60 192 84Q170 106 124 104Z", t.light)
    s.rect(116, 184, 84, 50, 3, metal)
    s.shine("M126 188h12v42h-12z", 0.45)
    s.rect(106, 228, 104, 114, 6, INK if metal != "#e3b7a0" else PAPER)
    s.shine("M118 234h14v102h-14z", 0.22)
    if s.pick("band", (True, False)):
        s.line("M107 252H209", metal, 6)
    s.rect(232, 206, 92, 136, 8, INK if metal != "#e3b7a0" else PAPER)
    s.shine("M244 214h14v122h-14z", 0.22)
    s.rect(232, 322, 92, 20, 3, metal)


@picture("brush", floor=350, reach=80)
def brush(s: Sketch) -> None:
    """A hair brush, a make-up brush or a comb-like paddle."""
    t = s.tone
    cut = s.pick("cut", ("hair", "makeup"))
    with s.placed(f"rotate({s.span('lean', 18, 30)} 200 200)"):
        if cut == "makeup":
            s.path("M144 128Q132 60 200 34Q268 60 256 128Q240 164 224 172H176Q160 164 144 128Z", "#e9c7a4")
            s.line(
                (
                    "M170 164Q156 110 168 72M190 166Q184 100 192 52M212 166Q218 100 212 54M230 164"
                    "Q246 110 234 74"
                ),
                "#b98a63",
                3,
            )
            s.path("M152 88Q160 50 200 34Q240 50 248 88Q200 66 152 88Z", "#d39aa0")
            s.path("M172 168H228L222 226H178Z", s.pick("metal", (BRASS, STEEL)))
            s.path("M180 226H220L212 366Q200 378 188 366Z")
            s.shade("M206 226H220L212 366Q206 372 200 374Z", 0.15)
            s.line("M181 250H219", t.accent, 5)
        else:
            s.path("M182 222H218L222 350Q222 372 200 372Q178 372 178 350Z")
            s.path("M200 32Q274 36 272 132Q268 214 218 238H182Q132 214 128 132Q126 36 200 32Z")
            s.shade("M244 48Q274 70 272 132Q268 214 218 238H206Q270 160 244 48Z", 0.13)
            s.path("M200 50Q254 54 252 132Q248 194 212 216H188Q152 194 148 132Q146 54 200 50Z", t.accent)
            rows = [
                (x, y)
                for y in range(78, 204, 22)
                for x in range(200 - (44 if y < 160 else 22), 236, 22)
                if x < 250
            ]
            s.line("".join(f"M{x} {y}h.1" for x, y in rows), RUBBER, 8)
            s.oval(200, 352, 6, fill=t.disc)


@picture("razor", floor=350, reach=75)
def razor(s: Sketch) -> None:
    """A razor, or an electric shaver."""
    t = s.tone
    if s.pick("cut", ("wet", "electric")) == "electric":
        s.path("M144 128H256L266 214Q272 300 246 344H154Q128 300 134 214Z")
        s.shade("M236 128H256L266 214Q272 300 246 344H222Q250 240 236 128Z", 0.13)
        s.path("M136 86H264L256 134H144Z", t.dark)
        s.rect(130, 52, 140, 40, 12, STEEL)
        s.line("".join(f"M{x} 60V84" for x in range(144, 262, 9)), STEEL_DARK, 3)
        s.oval(200, 186, 22, fill=t.accent)
        s.line("M200 176v12", t.edge, 4)
        for n in range(3):
            s.dot(200, 250 + n * 22, 5, "#7be0a0" if n < s.span("charge", 1, 3) else t.line)
        return
    with s.placed(f"rotate({s.span('lean', 16, 26)} 200 200)"):
        s.path("M188 120H212L216 160Q224 240 218 350Q216 370 200 370Q184 370 182 350Q176 240 184 160Z")
        s.shade("M204 120H212L216 160Q224 240 218 350Q216 370 200 370Q212 260 204 120Z", 0.14)
        s.line("M188 230h24M187 248h26M187 266h26M187 284h26M187 302h26", t.accent, 5)
        s.path("M176 96H224L214 126H186Z", STEEL)
        s.rect(112, 48, 176, 54, 12, t.dark)
        s.rect(122, 56, 156, 12, 4, t.accent)
        s.line("M124 76H276M124 84H276M124 92H276", STEEL, 4)


@picture("soap", floor=318, reach=145)
def soap(s: Sketch) -> None:
    """A bar of soap on a dish with bubbles."""
    t = s.tone
    if s.pick("dish", (True, False)):
        s.path("M56 258H344L322 296Q318 306 304 306H96Q82 306 78 296Z", WOOD)
        s.line("M110 268V300M155 268V304M200 268V304M245 268V304M290 268V300", WOOD_DARK, 4)
    else:
        s.path("M44 252Q200 284 356 252Q350 308 290 310H110Q50 308 44 252Z", "#eef1f2")
    s.path("M84 196V232Q88 266 128 268H272Q312 266 316 232V196Z", t.dark)
    s.path("M84 196Q84 146 140 144H260Q316 146 316 196Q316 236 260 238H140Q84 236 84 196Z")
    look = s.pick("look", ("leaf", "waves", "wrap"))
    if look == "leaf":
        s.line("M150 212Q200 196 244 170", width=4)
        s.path("M166 206Q164 174 200 168Q206 196 166 206ZM202 194Q220 164 256 168Q244 200 202 194Z", t.dark)
    elif look == "waves":
        s.line("M120 182q20 -16 40 0t40 0t40 0t40 0M120 206q20 -16 40 0t40 0t40 0t40 0", t.dark, 5)
    else:
        s.path("M150 143H250V239L250 268H150Z", PAPER)
        s.line("M168 184h64M178 202h44", STEEL_DARK, 4)
    s.shine("M104 182Q112 160 146 158Q120 168 116 192Z", 0.5)
    for x, y, r in ((296, 128, 22), (s.span("bubble", 240, 264), 104, 14), (330, 164, 12), (94, 132, 16)):
        s.oval(x, y, r, fill="#ffffff99")
        s.dot(x - r / 3, y - r / 3, r / 5, "#ffffff")


@picture("toothbrush", floor=350, reach=75)
def toothbrush(s: Sketch) -> None:
    """A toothbrush by hand or with a motor."""
    t = s.tone
    if s.pick("cut", ("hand", "electric")) == "electric":
        s.path("M190 60H210L214 170H186Z", PAPER)
        s.path("M172 60Q172 36 200 36Q228 36 228 60Q228 84 200 84Q172 84 172 60Z", PAPER)
        s.line("M186 52v16M195 46v28M205 46v28M214 52v16", t.accent if t.accent != PAPER else "#5f93b8", 6)
        s.path("M164 186Q166 166 186 164H214Q234 166 236 186L240 320Q240 344 216 344H184Q160 344 160 320Z")
        s.shade("M218 164Q234 166 236 186L240 320Q240 344 216 344H204Q228 260 218 164Z", 0.13)
        s.oval(200, 214, 17, fill=t.light)
        s.line("M200 206v10", t.edge, 4)
        for n in range(3):
            s.dot(200, 254 + n * 18, 4.5, "#7be0a0" if n < s.span("charge", 1, 3) else t.line)
        s.line("M160 300H240", t.accent, 5)
        return
    with s.placed(f"rotate({s.span('lean', 26, 36)} 200 200)"):
        for x, y in ((176, 44), (176, 62), (176, 80), (176, 98)):
            s.rect(x - 36, y, 46, 15, 3, (PAPER, "#bfe0ee", PAPER, "#bfe0ee")[(y - 44) // 18])
        s.path(
            "M184 40Q184 26 200 26Q216 26 216 40V116Q214 140 210 160Q222 250 218 360Q216 378 200 378"
            "Q184 378 182 360"
            "Q178 250 190 160Q186 140 184 116Z",
            shade=0,
        )
        s.shade("M206 160Q222 250 218 360Q216 378 200 378Q212 260 206 160Z", 0.13)
        if s.pick("grip", (True, False)):
            s.path("M190 230Q200 222 210 230L214 320Q200 330 188 320Z", t.accent)
        else:
            s.line("M190 240h22M189 256h24M189 272h25", t.accent, 5)


@picture("hair_dryer", floor=346, reach=95, title="hair dryer")
def hair_dryer(s: Sketch) -> None:
    """A hair dryer with its nozzle to the right."""
    t = s.tone
    s.line("M186 326Q190 358 230 352Q286 342 300 356", t.edge, 9)
    s.line("M186 326Q190 358 230 352Q286 342 300 356", RUBBER, 5)
    s.path("M142 206H206L212 312Q212 328 196 328H168Q154 328 152 314Z", t.dark)
    s.rect(184, 232, 18, s.span("switch", 36, 50), 8, t.accent)
    s.path("M150 74H262L300 96V192L262 214H150Q76 208 76 144Q76 80 150 74Z")
    s.shade("M92 182Q112 214 150 214H262L300 192V168Q200 192 92 182Z", 0.13)
    s.shine("M128 92H252V104H128Z", 0.35)
    s.path("M298 100L350 86V202L298 188Z", RUBBER)
    s.line("M350 90V198", STEEL_DARK, 3)
    s.oval(122, 144, 34, 44, t.dark)
    if s.pick("vent", ("bars", "ring")) == "bars":
        s.line("M104 126H140M100 144H144M104 162H140", t.line, 5)
    else:
        s.oval(122, 144, 18, 24, t.accent)
    s.line("M262 76V212", t.accent, 6)
