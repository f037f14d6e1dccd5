# Finding products
advice-found =
    { $found ->
        [one] One product fits:
       *[other] { $found } products fit. These suit best:
    }
advice-refined =
    { $found ->
        [one] One product fits that:
       *[other] { $found } products fit that. These suit best:
    }
advice-more =
    { $count ->
        [one] One more:
       *[other] More of them:
    }
advice-given-up = Nothing in the shop is { $constraints } and all the rest you asked for. The nearest I found:
advice-conflict = Nothing here that is { $kept } is { $constraints } as well. The nearest costs { $price }:
advice-conflict-price = Nothing like that here is { $constraints }. The nearest costs { $price }:
advice-unsure = I am not sure I understood what you need. Is it something like this?
advice-nothing = I looked, but found nothing like that in the shop. Tell me what matters most to you, or ask one of my colleagues.
advice-all-seen = That was all there is for these wishes. Drop or change one of them, and I look again.
advice-ask-what = Gladly. What are you looking for, and for whom? A budget, a size or a colour helps me.
way-outdoor = A waterproof jacket for hiking
way-gift = A present for someone who likes to cook
way-kitchen = A coffee machine for the kitchen
way-headphones = Noise cancelling headphones

# What was understood, as removable chips
chip-price-min = from { $value }
chip-price-max = under { $value }
chip-size = size { $value }
chip-audience = { $value }
chip-colours = { $value }
chip-not-colours = not { $value }
chip-materials = { $value }
chip-not-materials = no { $value }
chip-brands = { $value }
chip-not-brands = not { $value }
chip-features = { $value }
demand-least = { $name }: at least { $value }
demand-is = { $name }: { $value }
demand-not = no { $name }
chip-not-features = not { $value }
chip-not-product-types = no { $value }
chip-wish = { $value }
audience-women = for women
audience-men = for men
audience-kids = for children
audience-baby = for babies
audience-unisex = for everybody

# Reasons
reason-your-size = your size, { $size }
reason-brand-you-like = { $brand }, a brand you have bought before
reason-colour-you-like = { $colour }, a colour you choose often
reason-has-feature = { $demand }
reason-made-of = made of { $material }
reason-on-sale = { $percent } % off at the moment
reason-merchant = the shop recommends it
reason-mentions = fits “{ $words }”
reason-goes-with = made to go with the { $product }
reason-also-bought = bought by people who also bought your { $product }
reason-buys-again = you bought it before, and it is one that people buy again
reason-bought-together = often bought together with the { $product }

# What speaks against a product that is shown
caution-runs-small = runs small: { $returned } of { $sold } sold came back as too small
caution-runs-large = runs large: { $returned } of { $sold } sold came back as too big
caution-you-sent-it-back = you sent it back: { $reason }

# Stock
stock-yes = in stock
stock-few = only { $count } left
stock-none = sold out
stock-one = The { $product } is there: { $stock }, { $price }. Put it in your basket: { $link }
stock-several = The { $product } is there in { $available }.
stock-gone = The { $product } in { $asked } is sold out at the moment. Shall I tell you here when it is back?
stock-all-gone = The { $product } is sold out at the moment. Shall I tell you here when it is back?
stock-not-made = The { $product } is not made in { $asked }. { $options }

# Explaining, forgetting
why-intro = I showed you the { $product } for these reasons:
why-fulfils = – It fulfils what you asked for: { $wishes }.
why-ground = – { $ground }
why-caution = – To be honest: { $caution }.
why-not-personal = – Your earlier orders played no part in it.
why-nothing-shown = I have not shown you a product yet. Tell me what you are looking for.
forget-what = Which of these shall I forget?
forget-done-empty = Forgotten. What shall I look for instead?
forget-disliked = I will remember that you do not like { $what }.

# One product
which-product = Which of these do you mean?
which-nothing-shown = Which product do you mean? Tell me its name, or what you are looking for.
select-option = { $name }: { $values }
select-cart = You can put it in your basket ({ $variant }): { $link }
select-none-left = It is sold out at the moment.
price-is = { $product } costs { $price }.
price-from-to = { $product } costs from { $lowest } to { $highest }, by size and colour.
detail-attribute = { $product } – { $name }: { $value }.
detail-description = Its description says: “{ $sentence }”
detail-review = That is not stated for the { $product }, but a shopper wrote in a review: “{ $sentence }”
detail-not-stated = That is not stated for the { $product }, and I would rather not guess. A colleague can find out.
size-yours = In your orders you keep size { $size }; I would take the { $product } in { $size }.
size-runs-small = It runs small: { $returned } of { $sold } sold came back because they were too small. If you are between two sizes, take the larger.
size-runs-large = It runs large: { $returned } of { $sold } sold came back because they were too big. If you are between two sizes, take the smaller.
size-fit = Cut: { $fit }.
size-available = Sizes: { $values }.
notify-done = Done: I will tell you here as soon as this is back: { $product }.
notify-known = You have asked me that already: I will tell you here as soon as this is back: { $product }.
notify-in-stock = Good news: the { $product } is in stock. Put it in your basket: { $link }
accessories-found = This goes with the { $product }:
accessories-owned = You bought the { $product }. This goes with it:
accessories-none = I know of nothing in particular that goes with the { $product }.
compare-intro = Side by side:
compare-too-few = Show me at least two products to compare: ask for something, then say “compare the first and the third”.
compare-price = Price from
compare-brand = Brand
