"""Sport and exercise."""

from __future__ import annotations

from .palette import INK, LEAF_DARK, PAPER, RUBBER, STEEL, STEEL_DARK, WOOD
from .sketch import Sketch, picture


@picture("dumbbell", floor=318, reach=150)
def dumbbell(s: Sketch) -> None:
    """A dumbbell, or a kettlebell."""
    t, cut = s.tone, s.pick("cut", ("hex", "plates", "kettlebell"))
    if cut == "kettlebell":
        s.line("M136 176Q124 84 160 76H240Q276 84 264 176", t.edge, 37)
        s.line("M136 176Q124 84 160 76H240Q276 84 264 176", t.dark, 31)
        s.path("M200 138Q312 140 310 236Q306 316 250 318H150Q94 316 90 236Q88 140 200 138Z")
        s.shade("M276 160Q312 190 310 236Q306 316 250 318H228Q300 260 276 160Z", 0.12)
        s.oval(200, 232, 44, fill=t.accent)
        s.line("M184 218v28M184 232l18 -14M186 232l18 16M214 246v-28", t.edge, 5)
        return
    with s.placed(f"rotate({s.span('lean', -14, -6)} 200 220)"):
        s.rect(120, 204, 160, 34, 14, STEEL)
        s.line("".join(f"M{x} 210l8 22" for x in range(158, 236, 12)), STEEL_DARK, 3)
        with s.mirrored():
            if cut == "hex":
                s.path("M52 186L80 150H116L140 186V256L116 292H80L52 256Z")
                s.path("M52 186L80 176H116L140 186V256L116 266H80L52 256Z", t.light)
                s.path("M136 190H152V252H136Z", t.dark)
                s.line("M84 206v30M98 206v30M112 206v30", t.dark, 5)
            else:
                s.rect(40, 206, 30, 30, 8, STEEL)
                s.rect(60, 160, 30, 122, 10, t.dark)
                s.rect(90, 136, 36, 170, 12, t.base)
                s.rect(126, 178, 22, 86, 8, t.accent)


@picture("yoga_mat", floor=322, reach=150, title="yoga mat", woven=True)
def yoga_mat(s: Sketch) -> None:
    """A mat, half rolled out."""
    t = s.tone
    d = "M138 130H346L326 306Q324 314 314 314H70Z"
    s.path("M146 148L352 148L330 308Q328 314 318 314H92Z", t.dark)
    s.path(d, t.light if not t.mixed else t.base)
    with s.inside(d):
        look = s.pick("look", ("lines", "circle", "dots"))
        if look == "lines":
            s.line("M226 120L176 320M250 120L214 320", t.accent, 5)
        elif look == "circle":
            s.oval(246, 222, 52, 40, t.accent)
            s.oval(246, 222, 30, 22, t.light)
        else:
            s.line(
                "".join(
                    f"M{x - (y - 160) // 5} {y}h.1" for y in range(150, 310, 26) for x in range(200, 340, 26)
                ),
                t.dark,
                7,
            )
    s.path("M68 314L96 132Q100 96 134 92H142Q176 96 170 140L140 300Q134 326 106 326Q74 326 68 314Z")
    s.shade("M150 108Q174 112 170 140L140 300Q134 326 106 326Q126 312 130 288Z", 0.12)
    s.oval(134, 118, 36, 28, t.dark)
    s.line(
        (f"M134 118q-8 -{s.span('roll', 5, 8)} -14 2q-2 14 14 14q22 -2 20 -18q-4 -18 -24 -16q-28 2 -26 24"),
        t.light,
        4,
    )
    if s.pick("strap", (True, False)):
        s.line("M78 240L152 248", t.edge, 14)
        s.line("M78 240L152 248", t.accent, 9)


@picture("ball", floor=342, reach=100)
def ball(s: Sketch) -> None:
    """A ball: for football, basketball, beach or gym."""
    t, cut = s.tone, s.pick("cut", ("football", "basketball", "volleyball", "beach"))
    round_ = "M62 200A138 138 0 1 1 338 200A138 138 0 1 1 62 200Z"
    s.path(round_)
    with s.inside(round_), s.placed(f"rotate({s.span('turn', -24, 24)} 200 200)"):
        if cut == "football":
            patch = t.accent if t.accent != PAPER else INK
            s.path("M200 152L246 186L228 240H172L154 186Z", patch)
            for turn in range(0, 360, 72):
                with s.placed(f"rotate({turn} 200 200)"):
                    s.path("M160 56L200 78L240 56L230 30H170Z", patch)
                    s.line("M200 152V78M240 56L286 94")
        elif cut == "basketball":
            s.line("M200 50V350M50 200H350M102 80Q176 200 102 320M298 80Q224 200 298 320", t.edge, 5)
        elif cut == "volleyball":
            for turn in (0, 120, 240):
                with s.placed(f"rotate({turn} 200 200)"):
                    s.path(
                        "M200 200Q250 130 240 40L340 60L360 240Q300 160 200 200Z",
                        (t.light, PAPER, t.dark)[turn // 120],
                    )
                    s.line("M226 164Q290 120 300 40M252 178Q320 150 350 130", width=4)
        else:
            fills = t.parts
            for n in range(6):
                with s.placed(f"rotate({n * 60} 200 180)"):
                    s.path(
                        "M200 180Q160 100 190 10L330 40Q260 100 200 180Z",
                        (fills[0], PAPER, fills[2], fills[0], PAPER, fills[3])[n],
                    )
            s.oval(200, 180, 16, fill=PAPER)
    s.shade("M300 104A138 138 0 0 1 120 313Q260 310 300 104Z", 0.14)
    s.shine("M98 176Q104 110 166 90Q130 120 122 170Z", 0.4)
    s.line(round_, t.edge, 3)


@picture("racket", floor=352, reach=80)
def racket(s: Sketch) -> None:
    """A tennis racket with a ball, a badminton one with a shuttlecock, or a table tennis bat."""
    t, cut = s.tone, s.pick("cut", ("tennis", "bat", "badminton"))
    if cut == "bat":
        with s.placed(f"rotate({s.span('lean', 26, 40)} 200 200)"):
            s.path("M180 250H220L226 350Q226 366 200 366Q174 366 174 350Z", WOOD)
            s.line("M190 276V352M210 276V352", "#a87647", 3)
            s.path("M200 40Q310 44 306 160Q300 226 236 258H164Q100 226 94 160Q90 44 200 40Z")
            s.shade("M262 62Q306 90 306 160Q300 226 236 258H214Q292 180 262 62Z", 0.12)
            s.path("M124 228Q200 208 276 228Q258 250 236 258H164Q142 250 124 228Z", WOOD)
        s.oval(316, 300, 26, fill=s.pick("ball", (PAPER, "#f2a65a")))
        s.shine("M302 292q4 -10 14 -12q-8 6 -8 14Z", 0.7)
        return
    with s.placed("rotate(28 200 200)"):
        rx = s.span("head", 78, 90) if cut == "tennis" else s.span("head", 64, 74)
        ring = f"M{200 - rx} 122A{rx} 100 0 1 1 {200 + rx} 122A{rx} 100 0 1 1 {200 - rx} 122Z"
        throat = f"M{212 - rx} 166Q172 226 196 282M{188 + rx} 166Q228 226 204 282"
        s.line(throat, t.edge, 15)
        s.line(throat, t.dark, 10)
        s.flat(ring, PAPER, 0.55)
        with s.inside(ring):
            strings = "".join(f"M{x} 10V230" for x in range(200 - rx // 14 * 14, 200 + rx, 14))
            s.line(strings + "".join(f"M100 {y}H300" for y in range(38, 220, 14)), STEEL_DARK, 1.5)
        s.line(ring, t.edge, 18)
        s.line(ring, t.base, 12)
        s.line(f"M{200 - rx} 122A{rx} 100 0 0 1 200 22", t.accent, 6)
        s.path("M187 270H213L215 374Q215 386 200 386Q185 386 185 374Z", RUBBER)
        s.line("M188 288l24 9M188 308l25 9M187 328l26 9M187 348l27 9", t.accent, 3)
    if cut == "tennis":
        s.oval(304, 296, 32, fill="#d3dc58")
        s.line("M280 276Q304 292 290 324M328 276Q310 290 322 320", PAPER, 4)
    else:
        s.path("M274 240L342 262L318 318L288 306Z", PAPER)
        s.line("M296 250L297 308M320 257L308 312M280 270L330 288", STEEL_DARK, 2)
        s.path("M286 302L320 318Q308 342 288 334Q276 318 286 302Z", t.accent)


@picture("swim_goggles", floor=286, reach=150, title="swim goggles")
def swim_goggles(s: Sketch) -> None:
    """Swimming goggles with their strap."""
    t, lens = s.tone, s.pick("lens", ("#7fc3de", "#4e6f94", "#e6a86a"))
    s.line("M70 190Q40 96 200 92Q360 96 330 190", t.edge, 21)
    s.line("M70 190Q40 96 200 92Q360 96 330 190", t.dark, 15)
    s.line("M76 176Q60 122 200 118Q340 122 324 176", t.edge, 15)
    s.line("M76 176Q60 122 200 118Q340 122 324 176", t.base, 9)
    s.rect(s.span("clip", 182, 200), 82, 26, 44, 6, t.accent)
    s.cord("M176 206Q200 188 224 206", t.accent, 11)
    big = s.pick("cut", (0, 8))
    with s.mirrored():
        s.path(
            f"M56 196Q58 {156 - big} 112 {160 - big}Q176 {166 - big} 184 206"
            f"Q184 {250 + big} 128 {252 + big}Q60 {250 + big} 56 196Z"
        )
        s.path("M74 198Q76 172 114 176Q162 180 168 206Q166 234 126 236Q76 234 74 198Z", lens)
    s.shine("M88 190Q94 182 112 183L100 224Q88 214 88 190ZM240 190L262 184L248 228Q238 222 236 208Z", 0.5)


@picture("fitness_band", floor=350, reach=80, title="fitness band")
def fitness_band(s: Sketch) -> None:
    """A wristband with a display, or elastic training bands."""
    t = s.tone
    if s.pick("cut", ("tracker", "tracker", "resistance")) == "resistance":
        for n, fill in enumerate((t.parts[0], t.parts[2], t.parts[3])):
            y = 130 + n * 66
            s.line(f"M84 {y}A116 38 0 1 1 316 {y}A116 38 0 1 1 84 {y}Z", t.edge, 31)
            s.line(f"M84 {y}A116 38 0 1 1 316 {y}A116 38 0 1 1 84 {y}Z", fill, 25)
            s.line(f"M128 {y + 33}h{s.span('mark', 20, 60)}", PAPER, 4)
        return
    s.path("M158 132Q160 60 180 44H220Q240 60 242 132Z", t.dark)
    s.path("M158 268Q160 340 180 356H220Q240 340 242 268Z", t.dark)
    for y in (296, 314, 332):
        s.rect(192, y, 16, 7, 3, t.deep)
    s.rect(178, 60, 44, 14, 6, STEEL)
    s.rect(146, 104, 108, 192, 40)
    s.rect(156, 116, 88, 168, 32, INK)
    s.line("M170 150a30 30 0 1 1 60 0a30 30 0 1 1 -60 0Z", "#56606f", 8)
    s.line("M170 150a30 30 0 1 1 54 18", s.pick("ring", ("#7be0a0", "#f39a5a", "#8fc7ff")), 8)
    s.line("M196 140v20M204 140v20", PAPER, 5)
    show = s.pick("show", ("pulse", "bars"))
    if show == "pulse":
        s.line("M166 226h14l8 -20l12 38l10 -26l6 8h18", "#f0677a", 5)
    else:
        s.line("M174 244v-14M187 244v-28M200 244v-20M213 244v-36M226 244v-26", "#7be0a0", 7)
    s.line("M180 264h40", LEAF_DARK if show == "bars" else "#56606f", 5)
