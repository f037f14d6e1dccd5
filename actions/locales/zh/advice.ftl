# Finding products
advice-found =
    { $found ->
        [1] 有一款商品符合您的要求：
       *[other] 有 { $found } 款商品符合您的要求，这几款最合适：
    }
advice-refined =
    { $found ->
        [1] 按新的要求，有一款符合：
       *[other] 按新的要求，有 { $found } 款符合，这几款最合适：
    }
advice-more =
    { $count ->
        [1] 还有一款：
       *[other] 再看看这几款：
    }
advice-given-up = 店里没有同时满足“{ $constraints }”和其他要求的商品，这几款最接近：
advice-conflict = 店里没有既满足“{ $kept }”又在“{ $constraints }”的商品，最接近的一款是 { $price }：
advice-conflict-price = 店里没有“{ $constraints }”的这类商品，最接近的一款是 { $price }：
advice-unsure = 我不太确定是否明白了您的需求，您想找的是这类商品吗？
advice-nothing = 抱歉，我在店里没有找到这样的商品。您可以告诉我您最看重哪一点，也可以问问我的同事。
advice-all-seen = 符合这些要求的商品都给您看过了。您可以去掉或换一个条件，我再帮您找。
advice-ask-what = 好的！您想找什么，给谁用呢？告诉我预算、尺码或颜色，我能找得更准。
way-outdoor = 徒步穿的防水外套
way-gift = 送给爱做饭的人的礼物
way-kitchen = 厨房用的咖啡机
way-headphones = 降噪耳机

# What was understood, as removable chips
chip-price-min = { $value } 以上
chip-price-max = { $value } 以内
chip-size = 尺码 { $value }
chip-audience = { $value }
chip-colours = { $value }
chip-not-colours = 不要{ $value }
chip-materials = { $value }
chip-not-materials = 不要{ $value }
chip-brands = { $value }
chip-not-brands = 不要 { $value }
chip-features = { $value }
demand-least = { $name }至少{ $value }
demand-is = { $name }：{ $value }
demand-not = 无{ $name }
chip-not-features = 不要{ $value }
chip-not-product-types = 不要 { $value }
chip-wish = { $value }
audience-women = 女士
audience-men = 男士
audience-kids = 儿童
audience-baby = 婴儿
audience-unisex = 男女通用

# Reasons
reason-your-size = 有您的尺码 { $size }
reason-brand-you-like = { $brand }，您买过的品牌
reason-colour-you-like = { $colour }，您常选的颜色
reason-has-feature = { $demand }
reason-made-of = 材质：{ $material }
reason-on-sale = 现价优惠 { $percent }%
reason-merchant = 店铺推荐
reason-mentions = 符合“{ $words }”
reason-goes-with = 与 { $product } 配套
reason-also-bought = 买过您的 { $product } 的顾客也买了它
reason-buys-again = 您买过，而且是大家常回购的
reason-bought-together = 常与 { $product } 一起购买

# 展示商品时需要提醒的
caution-runs-small = 偏小：售出 { $sold } 件，{ $returned } 件因太小退回
caution-runs-large = 偏大：售出 { $sold } 件，{ $returned } 件因太大退回
caution-you-sent-it-back = 您退过这件：{ $reason }

# Stock
stock-yes = 有货
stock-few = 仅剩 { $count } 件
stock-none = 已售罄
stock-one = { $product }：{ $stock }，{ $price }。加入购物车：{ $link }
stock-several = { $product } 有货的款式：{ $available }。
stock-gone = { $product }（{ $asked }）目前已售罄，到货后要我在这里通知您吗？
stock-all-gone = { $product } 目前已售罄，到货后要我在这里通知您吗？
stock-not-made = { $product } 没有“{ $asked }”这个款式。{ $options }

# Explaining, forgetting
why-intro = 我给您看 { $product }，理由是：
why-fulfils = – 符合您的要求：{ $wishes }。
why-ground = – { $ground }
why-caution = – 实话实说：{ $caution }。
why-not-personal = – 没有参考您以往的订单。
why-nothing-shown = 我还没有给您看过商品。告诉我您想找什么吧。
forget-what = 要去掉哪个条件？
forget-done-empty = 好的，已经去掉了。接下来想找什么呢？
forget-disliked = 记住了，您不喜欢：{ $what }。

# One product
which-product = 您指的是哪一款？
which-nothing-shown = 您指的是哪款商品？请告诉我它的名称，或者您想找什么。
select-option = { $name }：{ $values }
select-cart = 可以加入购物车（{ $variant }）：{ $link }
select-none-left = 这款目前已售罄。
price-is = { $product } 的价格是 { $price }。
price-from-to = { $product } 的价格在 { $lowest } 到 { $highest } 之间，因尺码和颜色而不同。
detail-attribute = { $product } – { $name }：{ $value }。
detail-description = 商品介绍里写道：“{ $sentence }”
detail-review = { $product } 的资料里没有写明这一点，不过有顾客在评价里写道：“{ $sentence }”
detail-not-stated = { $product } 的资料里没有写明这一点，我不想乱猜。我的同事可以帮您查清楚。
size-yours = 从您的订单看，您留下的是尺码 { $size }；{ $product } 我也建议选 { $size }。
size-runs-small = 这款偏小：售出的 { $sold } 件里，有 { $returned } 件因为太小被退回。如果在两个尺码之间犹豫，建议选大的。
size-runs-large = 这款偏大：售出的 { $sold } 件里，有 { $returned } 件因为太大被退回。如果在两个尺码之间犹豫，建议选小的。
size-fit = 版型：{ $fit }。
size-available = 尺码：{ $values }。
notify-done = 好的，一到货我就在这里通知您：{ $product }。
notify-known = 您已经登记过了，一到货我就在这里通知您：{ $product }。
notify-in-stock = 好消息，{ $product } 有货。加入购物车：{ $link }
accessories-found = 这些可以和 { $product } 搭配：
accessories-owned = 您买过 { $product }，下面这些可以和它搭配：
accessories-none = 我暂时没有发现特别适合和 { $product } 搭配的商品。
compare-intro = 对比如下：
compare-too-few = 至少要有两款商品才能对比：先让我找几款，再说“对比第一个和第三个”。
compare-price = 起价
compare-brand = 品牌
