"""What is worn next to the skin, in water or at night."""

from __future__ import annotations

from .garments import spread
from .palette import PAPER, shade
from .sketch import Sketch, picture


@picture("swimwear", floor=336, reach=110, woven=True)
def swimwear(s: Sketch) -> None:
    """A swimsuit, or swimming trunks."""
    t = s.tone
    if s.pick("cut", ("suit", "suit", "trunks")) == "trunks":
        d = "M104 110Q200 122 296 110L318 270Q262 288 216 280L204 212H196L184 280Q138 288 82 270Z"
        s.path(d)
        with s.inside(d):
            wave = "".join("q14 -16 28 0t28 0" for _ in range(5))
            for y in range(s.span("wave", 160, 176), 290, 40):
                s.line(f"M70 {y}{wave}", t.accent, 5)
        s.path("M104 100Q200 112 296 100L300 128Q200 140 100 128Z", t.dark)
        s.line("M192 126Q176 150 182 176M208 126Q224 150 218 172", PAPER, 4)
        return
    s.line("M152 120L164 52M248 120L236 52", t.edge, 14)
    s.line("M152 120L164 52M248 120L236 52", t.dark, 9)
    d = (
        "M140 112Q158 100 176 112Q190 134 200 136Q210 134 224 112Q242 100 260 112Q266 160 252 196"
        "Q262 228 278 262"
        "Q236 276 214 336H186Q164 276 122 262Q138 228 148 196Q134 160 140 112Z"
    )
    s.path(d)
    with s.inside(d):
        cloth = s.pick("cloth", ("stripes", "spots", "panel"))
        if cloth == "stripes":
            for y in range(150, 340, s.span("gap", 26, 34)):
                s.flat(f"M110 {y}h180v11h-180z", t.accent)
        elif cloth == "spots":
            s.spots(spread(130, 290, 120, 340, 30), 10, t.accent)
        else:
            with s.mirrored():
                s.flat("M130 110Q176 180 150 280H100V110Z", t.accent)
        s.shade("M262 110Q250 200 236 276L290 270V110Z", 0.1)


@picture("underwear", floor=312, reach=110, woven=True)
def underwear(s: Sketch) -> None:
    """Briefs or boxers with an elastic waistband."""
    t = s.tone
    if s.pick("cut", ("briefs", "boxers")) == "briefs":
        s.path("M82 130Q200 148 318 130L322 170Q248 200 226 290Q200 302 174 290Q152 200 78 170Z")
        s.line("M86 178Q156 206 180 288M314 178Q244 206 220 288", width=2.5)
        s.shade("M318 140L322 170Q262 194 240 250Q250 190 296 140Z", 0.1)
    else:
        s.path("M92 130Q200 146 308 130L326 268Q268 284 214 276L204 226H196L186 276Q132 284 74 268Z")
        s.line(
            (
                "M180 158Q164 200 196 226M220 158Q236 200 204 226M84 254Q134 268 184 260M316 254"
                "Q266 268 216 260"
            ),
            width=2.5,
        )
        s.shade("M308 130L326 268L296 276Q298 200 284 134Z", 0.1)
    s.path("M84 106Q200 126 316 106L318 138Q200 158 82 138Z", t.dark)
    if s.pick("band", ("stripe", "bow")) == "stripe":
        s.line(f"M86 {s.span('at', 119, 124)}Q200 140 314 121", t.accent, 6)
    else:
        with s.mirrored():
            s.path("M199 140Q182 126 180 140Q182 154 199 144Z", t.accent)


@picture("socks", floor=342, reach=120, woven=True)
def socks(s: Sketch) -> None:
    """A pair of socks with coloured heels and toes."""
    t, low = s.tone, s.span("leg", 56, 96)
    leg = (
        f"M112 {low}H182V214Q184 232 204 244L250 272Q272 292 256 318Q242 338 210 326L142 294Q112 276 112 236Z"
    )
    bands = s.pick("bands", ("stripes", "spots", "tips"))
    for move, dark in (("translate(46 -6)", 0.14), ("translate(-28 8)", 0.0)):
        with s.placed(move):
            s.path(leg, shade=dark)
            with s.inside(leg) if dark == 0 else s.placed(""):
                if bands == "stripes" and not dark:
                    for y in range(low + 46, 230, 30):
                        s.flat(f"M100 {y}h100v12h-100z", t.accent)
                elif bands == "spots" and not dark:
                    s.spots(spread(124, 200, low + 50, 290, 26), 9, t.accent)
            s.path("M112 228Q112 276 142 294L160 302Q152 252 112 228Z", t.accent)
            s.path("M246 270Q272 290 256 318Q242 338 210 326L206 324Q216 288 246 270Z", t.accent)
            s.path(f"M109 {low - 6}H185V{low + 26}H109Z", t.dark)
            s.line("".join(f"M{x} {low + 2}v16" for x in range(120, 182, 11)), width=2)


@picture("pyjamas", floor=356, reach=120, woven=True)
def pyjamas(s: Sketch) -> None:
    """A pyjama jacket over pyjama trousers."""
    t, cloth = s.tone, s.pick("cloth", ("stripes", "spots", "stars"))
    legs = "M132 190H268L292 348H224L204 250H196L176 348H108Z"
    s.path(legs, shade=0.1)
    s.line("M111 334h66M223 334h66", t.accent, 5)
    with s.mirrored():
        s.path("M132 74Q104 84 92 110L62 216L104 232L138 150Z", shade=0.06)
        s.line("M66 204L108 219", t.accent, 5)
    body = (
        "M156 60Q136 68 126 78Q134 120 132 150L128 244Q200 254 272 244L268 150Q266 120 274 78"
        "Q264 68 244 60L200 122Z"
    )
    s.path("M156 60L200 124L244 60Q200 48 156 60Z", t.deep)
    s.path(body)
    for where in (body, legs):
        with s.inside(where):
            top, low = (70, 254) if where == body else (256, 330)
            if cloth == "stripes":
                step = s.span("step", 18, 24)
                s.line("".join(f"M{x} {top}V{low}" for x in range(110, 296, step)), t.light, 4)
            elif cloth == "spots":
                s.spots(spread(118, 290, top + 14, low, 28), 8, t.light)
            else:
                s.line(
                    "".join(f"M{x - 5} {y}h10m-5 -5v10" for x, y in spread(118, 290, top + 14, low, 28)),
                    t.light,
                )
    s.line("M200 122V248")
    with s.mirrored():
        s.path("M156 60L200 124L178 134L144 90Z", t.accent)
        s.rect(142, 196, 38, 32, 3, shade(t.accent, 0.05))
    for y in (150, 180, 212):
        s.oval(208, y, 4, fill=PAPER)
