"""Shoes, seen from the side with the toe to the right."""

from __future__ import annotations

from .palette import BRASS, PAPER, RUBBER, WOOD, WOOD_DARK, shade
from .sketch import Sketch, picture


def _laces(s: Sketch, rows: list[tuple[int, int]], colour: str, reach: int = 26) -> None:
    for x, y in rows:
        s.line(f"M{x} {y}l{reach} -{reach // 2}", s.tone.edge, 9)
        s.line(f"M{x} {y}l{reach} -{reach // 2}", colour, 5)


@picture("sneaker", floor=312, reach=160)
def sneaker(s: Sketch) -> None:
    """A low casual shoe with a flat rubber sole."""
    t, side = s.tone, s.pick("side", ("band", "wedge", "holes"))
    s.path("M170 160Q170 118 196 112Q216 116 224 142L236 176Z", t.dark)
    upper = (
        "M70 150Q64 220 64 276H342Q350 238 310 226Q262 212 232 170Q220 150 198 144"
        "Q180 172 132 170Q98 168 92 144Q74 136 70 150Z"
    )
    s.path(upper)
    with s.inside(upper):
        s.flat("M274 280Q272 232 306 218L360 230V280Z", t.light)
        s.line("M274 280Q272 232 306 218")
        s.flat("M60 120H110Q96 200 116 280H60Z", t.accent if s.pick("heel", (True, False)) else t.dark)
        s.line("M110 168Q98 220 116 280")
        if side == "band":
            s.flat("M150 180L186 178L232 280H196Z", t.accent)
        elif side == "wedge":
            s.flat("M128 270L224 226L206 272Z", t.accent)
    if side == "holes":
        for x in (150, 170, 190):
            s.dot(x, 236, 4)
    s.line("M70 152Q76 142 92 146Q98 168 132 170Q180 172 198 146", t.light, 6)
    s.stitch("M206 168Q218 206 268 230")
    _laces(s, [(196, 172), (206, 190), (220, 208), (238, 224)], PAPER if t.base != PAPER else t.accent)
    sole = s.span("sole", 258, 270)
    s.path(f"M58 {sole}H346Q354 {sole} 352 286Q350 306 332 306H74Q54 306 54 286Q54 {sole} 58 {sole}Z", PAPER)
    if s.pick("bumper", (True, False)):
        s.path(f"M288 {sole}H346Q354 {sole} 352 286H282Z", PAPER)
        s.line(f"M300 {sole + 4}V282M312 {sole + 4}V282M324 {sole + 4}V282M336 {sole + 4}V282", width=2)
    s.line("M60 288H350", s.pick("foxing", (t.accent, t.base if not t.mixed else t.dark)), 4)


@picture("running_shoe", floor=316, reach=164)
def running_shoe(s: Sketch) -> None:
    """A light shoe with a thick springy sole."""
    t, foam = s.tone, s.span("foam", 0, 10)
    s.path("M176 158Q180 116 206 120Q224 128 230 152L244 188Z", t.dark)
    upper = (
        "M58 128Q78 118 92 142Q106 166 138 168Q180 166 202 144Q236 186 272 206"
        "Q338 222 354 266L350 276H70Q50 220 58 128Z"
    )
    s.path(upper)
    with s.inside(upper):
        for x in range(210, 340, 13):
            s.line(f"M{x} 190L{x - 26} 280", t.light, 2)
        s.flat("M40 120H86Q78 220 120 280H40Z", t.dark)
        if s.pick("side", (True, False)):
            s.line("M130 270L176 186L206 262L232 202", t.accent, 11)
        else:
            s.flat("M112 232Q170 214 214 168L232 190Q190 248 118 262Z", t.accent)
        s.flat("M300 280Q306 240 336 226L370 240V280Z", t.dark)
    s.line("M60 130Q78 122 92 144Q106 168 138 168Q180 166 202 146", t.accent, 6)
    _laces(s, [(204, 172), (218, 189), (236, 205), (254, 218)], PAPER, 24)
    s.path(
        (
            f"M56 {254 - foam}Q110 274 180 268Q280 262 356 264Q372 268 364 284Q352 302 320 304"
            "L92 306Q54 304 50 280Z"
        ),
        PAPER,
    )
    s.flat("M58 280Q120 296 200 286Q290 278 364 284Q352 300 320 302L92 304Q62 302 58 280Z", t.accent, 0.55)
    s.path("M84 304Q90 314 104 314H150L158 305ZM190 305L198 314H300Q322 312 332 302Z", RUBBER)


@picture("boot", floor=348, reach=140)
def boot(s: Sketch) -> None:
    """An ankle boot: Chelsea with elastic, laced, or with a zip and a buckle."""
    t, cut, top = s.tone, s.pick("cut", ("chelsea", "laced", "buckle")), s.span("top", 66, 88)
    upper = (
        f"M98 {top}Q150 {top + 12} 206 {top}Q208 150 220 186Q236 214 284 230Q330 246 332 304"
        "H92Q86 240 100 180Z"
    )
    s.path(upper)
    with s.inside(upper):
        s.shade(f"M80 {top}H118Q112 200 126 310H80Z", 0.14)
        s.shine("M226 216Q256 236 290 244Q316 256 322 280Q290 250 240 240Z", 0.22)
        s.line("M232 312Q236 256 262 222", width=2.5)
    if cut == "chelsea":
        s.path(f"M134 {top + 9}H176Q172 170 160 208Q146 206 140 196Q132 150 134 {top + 9}Z", t.deep)
        s.line("".join(f"M{x} {top + 18}V{188 - abs(x - 154)}" for x in (144, 154, 164)), width=2)
        s.line(f"M106 {top + 4}v-16q0 -10 10 -10q10 0 10 10v18", t.line, 5)
    elif cut == "laced":
        s.line("M186 96Q186 160 210 206", width=2.5)
        rows = [(180, y) for y in range(top + 26, 190, 24)]
        _laces(s, [*rows, (190, 196), (206, 216)], t.accent, 30)
        s.stitch("M124 100Q118 190 136 290")
    else:
        s.path("M94 200Q150 214 224 190L232 208Q160 236 92 222Z", t.dark)
        s.rect(160, 196, 32, 32, 4, BRASS)
        s.rect(168, 204, 16, 16, 2, t.dark)
        s.line(f"M134 {top + 14}V196", BRASS, 4, "2 4")
    s.path("M84 302H334Q342 306 338 320H84Z", RUBBER)
    s.path(f"M84 320H{152}L146 342H86Z", RUBBER)
    s.path("M200 320H338Q338 332 328 336H206Z", RUBBER)


@picture("hiking_boot", floor=346, reach=150)
def hiking_boot(s: Sketch) -> None:
    """A sturdy boot with hooks, a padded collar and a deep tread."""
    t, top = s.tone, s.span("top", 84, 100)
    s.path(f"M180 {top + 12}Q196 {top - 26} 220 {top - 14}L232 {top + 30}L210 150Z", t.dark)
    upper = (
        f"M86 {top + 4}Q140 {top + 22} 204 {top}Q206 146 226 178Q246 206 296 222"
        f"Q344 238 344 296H80Q72 200 86 {top + 4}Z"
    )
    s.path(upper)
    with s.inside(upper):
        s.flat("M264 310Q262 244 308 220L360 230V310Z", t.deep)
        s.flat("M60 200Q110 200 124 310H60Z", t.deep)
        s.line("M264 310Q262 244 308 220M62 202Q112 202 124 310")
        s.flat("M130 310Q142 236 214 218L238 240Q186 256 176 310Z", t.accent, 0.9)
        s.stitch("M140 306Q154 246 220 228", t.edge)
    s.path(f"M82 {top - 2}Q140 {top + 16} 206 {top - 6}L208 {top + 24}Q140 {top + 44} 82 {top + 26}Z", t.dark)
    s.line(f"M82 {top + 12}Q140 {top + 30} 206 {top + 8}", width=2)
    rows = [(176, top + 44), (180, top + 68), (192, 178), (212, 200), (236, 216)]
    _laces(s, rows, s.pick("lace", ("#e8b23e", "#d9534a", PAPER)), 30)
    s.line(f"M84 {top + 8}q-14 -18 2 -26", t.accent, 6)
    tread = "".join(f"L{x} 322L{x} 336L{x - 16} 336L{x - 16} 322" for x in range(336, 90, -36))
    s.path(f"M72 290H348Q358 296 352 322H336{tread}L78 322Q68 310 72 290Z", RUBBER)
    s.line("M76 304H350", t.accent, 3)


@picture("sandal", floor=318, reach=155)
def sandal(s: Sketch) -> None:
    """An open sandal with straps and a buckle."""
    t, straps = s.tone, s.pick("straps", ("two", "cross", "trek"))
    s.path("M62 258Q150 276 212 262Q276 240 352 266Q364 290 330 304Q200 314 84 306Q54 300 62 258Z", WOOD)
    s.flat("M62 258Q150 276 212 262Q276 240 352 266Q330 276 220 282Q120 286 60 272Z", t.light, 0.9)
    s.path("M62 286Q200 302 358 282Q360 306 326 312Q200 320 84 312Q60 306 62 286Z", RUBBER)
    s.path("M66 262Q58 180 84 156Q100 160 100 176Q92 220 104 268Z", shade=0.1)
    s.path("M84 156Q160 176 208 150L218 170Q160 204 86 182Z")
    if straps == "cross":
        s.path("M206 268Q220 214 300 196L320 216Q250 232 240 264Z", shade=0.12)
        s.path("M232 256Q228 210 206 186L234 180Q272 216 330 258L300 262Q270 250 232 256Z")
    else:
        s.path("M226 262Q232 206 270 190Q306 206 330 258Q280 244 226 262Z")
        s.line("M240 244Q280 226 320 244", width=2.5)
        s.path("M150 268Q150 210 178 180L206 184Q194 216 204 264Z", shade=0.06)
    s.rect(s.span("buckle", 138, 160), 166, 28, 28, 5, BRASS)
    s.rect(148, 174, 12, 12, 2, t.dark)
    if straps == "trek":
        s.line("M92 168Q160 188 208 162", t.accent, 4)


@picture("loafer", floor=318, reach=160)
def loafer(s: Sketch) -> None:
    """A slip-on leather shoe with a saddle strap, a tassel or a bit."""
    t, trim = s.tone, s.pick("trim", ("penny", "tassel", "bit"))
    upper = (
        "M60 182Q68 166 88 176Q104 206 148 208Q186 204 212 180Q240 176 262 196Q300 218 338 234"
        "Q366 250 358 282H60Q50 226 60 182Z"
    )
    s.path(upper)
    s.path("M84 174Q152 150 216 180Q186 212 148 212Q102 210 84 174Z", t.deep)
    s.line("M84 176Q102 210 148 212Q186 210 214 182", t.light, 5)
    with s.inside(upper):
        s.shade("M50 160H92Q88 230 108 290H50Z", 0.13)
        s.line("M92 194Q88 240 108 284", width=2.5)
        s.shine("M296 230Q334 238 346 262Q322 248 284 246Z", 0.35)
        s.line("M238 214Q290 220 334 256Q342 268 336 290")
    s.path(
        "M176 212Q206 202 226 178Q250 178 264 198Q238 220 234 282H170Q166 240 176 212Z",
        t.light if trim == "penny" else t.dark,
    )
    if trim == "penny":
        s.path("M192 226Q206 216 224 216L218 234Q204 232 192 238Z", t.deep)
    elif trim == "tassel":
        s.line("M212 204L240 230", t.edge, 5)
        s.path("M236 222L256 226L254 262L230 256Z", t.accent)
        s.line("M241 236L239 256M248 238L247 258", t.edge, 2)
    else:
        s.line("M192 232Q214 212 240 206", t.edge, 12)
        s.line("M192 232Q214 212 240 206", BRASS, 7)
        s.oval(194, 232, 8, fill=BRASS)
        s.oval(238, 207, 8, fill=BRASS)
    s.path("M56 280H360Q368 296 352 296H56Z", WOOD_DARK if s.pick("sole", (True, False)) else RUBBER)
    s.path(f"M56 296H{s.span('heel', 122, 140)}L126 316H60Z", RUBBER)


@picture("heel", floor=318, reach=150)
def heel(s: Sketch) -> None:
    """A pump with a thin, a block or a low heel; some with an ankle strap or a bow."""
    t, cut = s.tone, s.pick("heel", ("thin", "block", "kitten"))
    if cut == "kitten":
        s.path("M72 236Q78 280 92 306H112Q112 276 130 256Z", t.dark)
    elif cut == "block":
        s.path("M66 210Q62 250 70 306H118Q114 256 132 232Z", t.dark)
    else:
        s.path("M66 206Q72 260 86 306H100Q102 262 132 228Z", t.dark)
    lift = 24 if cut == "kitten" else 0
    top, back = 132 + lift, 214 + lift
    s.path(f"M74 {top + 8}Q150 {top + 30} 192 218Q220 248 262 238L250 262Q150 262 74 {top + 40}Z", t.deep)
    s.path(
        f"M64 {top}Q76 {top - 10} 88 {top + 4}Q106 {top + 62} 152 226Q196 258 246 232Q322 244 352 282"
        f"Q358 298 346 306H268Q210 302 168 264Q124 {back + 14} 72 {back + 18}Q50 {top + 48} 64 {top}Z"
    )
    s.shine("M290 254Q326 264 338 284Q308 268 274 264Z", 0.4)
    s.shade(
        (
            f"M268 306Q210 302 168 264Q124 {back + 14} 72 {back + 18}L66 {back}"
            f"Q130 {back - 2} 178 250Q220 288 280 294H350L346 306Z"
        ),
        0.2,
    )
    s.line(f"M74 {back + 20}Q124 {back + 16} 168 266Q210 304 268 308H344", RUBBER, 5)
    trim = s.pick("trim", ("strap", "bow", "plain"))
    if trim == "strap":
        strap = f"M72 {top + 8}Q66 {top - 26} 104 {top - 30}Q150 {top - 30} 160 {top - 2}"
        s.line(strap, t.edge, 13)
        s.line(strap, t.base, 8)
        s.oval(150, top - 19, 8, fill=BRASS)
    elif trim == "bow":
        s.path("M250 236Q226 206 220 222Q222 244 250 244Q272 258 284 244Q284 228 258 234Z", t.accent)
        s.oval(253, 239, 7, fill=t.accent)


@picture("slipper", floor=306, reach=155, woven=True)
def slipper(s: Sketch) -> None:
    """A soft house shoe with a warm lining."""
    t, fluffy = s.tone, s.pick("lining", (True, False))
    s.path("M60 262Q58 236 100 236L250 214L340 262V280H62Z", shade(PAPER, 0.08))
    s.path("M172 262Q170 196 226 172Q300 176 338 224Q358 254 346 272H172Z")
    s.shade("M300 190Q352 226 346 272H316Q330 230 300 190Z", 0.12)
    pattern = s.pick("front", ("bobble", "stripes", "stitch"))
    if pattern == "stripes":
        s.line("M212 190Q222 226 214 268M254 178Q270 222 262 270M296 190Q312 226 306 270", t.accent, 7)
    elif pattern == "bobble":
        s.oval(262, 196, 20, fill=t.accent)
        s.line("M252 190l6 6M266 186l-2 8M270 202l-8 -2", t.edge, 2)
    else:
        s.stitch("M196 262Q202 208 240 192Q296 196 326 260", t.accent)
    if fluffy:
        s.path(
            "M168 266Q154 250 166 238Q156 222 172 210Q170 192 190 188Q194 170 212 172Q224 160 236 172"
            "Q224 178 214 186Q198 198 196 216Q188 240 192 266Z",
            PAPER,
        )
    else:
        s.path("M166 268Q164 194 222 166L238 172Q188 200 188 268Z", t.dark)
    s.path("M54 262Q200 276 350 262Q358 284 340 294H72Q48 292 54 262Z", t.deep if not t.glassy else RUBBER)
    s.line("M62 280H346", t.line, 2, f"{s.span('sole', 6, 14)} 6")
