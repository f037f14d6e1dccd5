"""Patterns planted in the demo's orders and feedback, for advice and insights to find again."""

from __future__ import annotations

BOUGHT_TOGETHER: tuple[tuple[str, str, float], ...] = (
    ("petrel-solo-tent", "gannet-down-sleeping-bag", 0.5),
    ("skarholm-trek-tent", "gannet-down-sleeping-bag", 0.5),
    ("meadowhouse-family-tent", "otterling-kids-sleeping-bag", 0.55),
    ("jackpot-pop-up-tent", "july-summer-sleeping-bag", 0.6),
    ("firstlight-espresso-machine", "turnstile-coffee-grinder", 0.6),
    ("slowpour-coffee-dripper-set", "swanbrook-gooseneck-kettle", 0.5),
    ("questbox-console", "twintail-wireless-controller", 0.6),
    ("saltmarsh-dinner-plates", "saltmarsh-mugs", 0.5),
    ("heron-chefs-knife", "whetside-sharpening-stone", 0.4),
    ("inkerley-slate-fountain-pen", "papierholm-everyday-dot-notebook", 0.5),
    ("whiskerley-lookout-cat-tree", "whiskerley-feather-fishing-wand", 0.5),
    ("kraftmoor-eighteen-volt-combi-drill", "kraftmoor-steel-cantilever-toolbox", 0.4),
    ("tumbler-kids-bike", "nutshell-kids-helmet", 0.7),
    ("fairwind-electric-bike", "crestline-bike-helmet", 0.55),
    ("corso-city-bike", "crestline-bike-helmet", 0.5),
    ("hardrad-alpine-boot", "redstart-carbon-poles", 0.35),
    ("uprightly-lift-standing-desk", "uprightly-mesh-task-chair", 0.45),
    ("longwater-training-swimsuit", "tidepool-swim-goggles", 0.45),
    # Said nowhere in the catalogue: only the orders show these.
    ("nimblenest-forever-monstera", "dibbleworth-longneck-indoor-can", 0.45),
    ("lamplight-7-e-reader", "nimblenest-teddy-fleece-blanket", 0.5),
    ("wrenling-meander-pushchair", "wrenling-muslin-dribble-bibs", 0.45),
    ("brisk-milestone-safety-razor", "brisk-clearhead-shampoo", 0.4),
    ("foxhollow-lisbon-rooftops-puzzle", "osterby-slow-burn-candle", 0.3),
)
"""Product, what is often bought with it, and how often."""

RUNS_SMALL = frozenset(
    {"ferrant-leather-biker", "gorsehill-trail-runner", "tempo-mesh-running-tee", "lacey-skinny-jeans"}
)
RUNS_LARGE = frozenset({"harbour-canvas-low", "margaux-chunky-cardigan"})
WRONG_SIZE_RETURNED = 0.5
"""How often such a product comes back when bought in the size its customer usually wears."""
BOUGHT_AGAIN_IN_ANOTHER_SIZE = 0.65

USED_UP_AFTER_DAYS = {
    "plainwell-rescue-repair-shampoo": 62,
    "saltmoss-nettle-shampoo-bar": 70,
    "brisk-clearhead-shampoo": 58,
    "velloria-veil-day-cream-spf-50": 74,
    "velloria-nocturne-night-cream": 85,
    "velloria-dawn-vitamin-c-serum": 80,
    "plainwell-bare-gel-moisturiser": 66,
    "plainwell-workday-hand-cream": 55,
    "saltmoss-rosemary-hand-soap": 48,
    "plainwell-smooth-three-blade-razor": 70,
    "pearlwick-bamboo-toothbrush-four-pack": 96,
    "osterby-slow-burn-candle": 60,
    "fettlepaw-driftwood-tug-rope": 75,
    "whiskerley-feather-fishing-wand": 88,
}
"""Days after which those who like a product buy it again."""

ZIP_JACKET = "stonebeck-trail-jacket"
"""Complaints about its zip grow in the last six weeks."""
BATTERY_HEADPHONES = "commuter-two-on-ear-headphones"
"""Complaints about its battery grow in the last six weeks."""
TREND_WEEKS = 6

ADVERTISED = {
    "margaux-chunky-cardigan": 16.0,
    "ferrant-leather-biker": 6.0,
    "tempo-mesh-running-tee": 4.0,
    "harbour-canvas-low": 4.0,
    "lacey-skinny-jeans": 1.6,
    "lamplight-7-e-reader": 7.0,
    "brisk-milestone-safety-razor": 4.0,
    "whiskerley-lookout-cat-tree": 2.5,
    "heron-chefs-knife": 1.6,
    "uprightly-lift-standing-desk": 1.6,
    ZIP_JACKET: 9.0,
    BATTERY_HEADPHONES: 3.0,
}
"""How many times more often products sell, so that there is enough of their pattern to find."""
