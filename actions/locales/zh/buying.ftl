# Ordering
order-which-option = { $product }要哪种{ $option }？
order-again-option = { $product }没有这一款。您想要哪种{ $option }？
order-line = { $count } 件 { $item }，每件 { $price }
order-link = 一共 { $total }。点这个链接就会放进购物车，您核对后再付款：{ $link }
order-fewer-left = { $product }只剩 { $count } 件，我就先放了这么多。
order-gone = 其中有一件已经不卖了，所以没有放进去。
order-sold-out = 很抱歉，{ $product }已售罄。到货后我可以通知您。
order-sold-out-others = 很抱歉，{ $product }已售罄。以下款式有货，或者到货后我通知您：
order-similar = 有货的类似商品：
stock-general = 很抱歉，您想要的商品缺货。我已经记录下来，转给采购的同事。告诉我您想找什么，我只给您看有货的；缺货的商品，到货后我可以马上通知您。
button-put-in-basket = 帮我放进购物车
button-find-here = 在这里帮我找
errand-place-order = 您的下单

# Codes
code-which = 是哪个优惠码？
code-percent = { $percent }%
code-from = 满 { $least } 可用
code-until = { $ends }前有效
code-terms = （{ $terms }）
code-good = 优惠码 { $code } 可以用，减 { $off }{ $terms }。点这个链接就会填进购物车：{ $link }
code-refused-code-unknown = 没有 { $code } 这个优惠码，请对照收到的消息逐个字符核对一下。
code-refused-code-not-yet-valid = 优惠码 { $code } 还没有生效，{ $starts }开始。
code-refused-code-expired = 优惠码 { $code } 已过期，有效期到 { $ends }。
code-refused-code-for-other-members = 优惠码 { $code } 是给其他等级会员的。
code-refused-order-too-small = 优惠码 { $code } 要满 { $least } 才能用，您购物车里的金额还不够。
code-other = 您可以用 { $code }，减 { $off }{ $terms }。
button-use-code = 使用 { $code }
errand-promo-code = 您的优惠码

# Lower prices
price-match-shall-i = 如果您在我们这里买的商品在别处看到更低的价格，我可以帮您看看。
button-price-match = 比一比我付的价格
price-match-nothing-bought = 您没有可以比价的订单。
price-match-which-item = 您看到哪件商品更便宜？
price-match-where = 在哪里更便宜？
price-match-here = 本店
price-match-elsewhere = 别的店
price-match-how-much = { $shop } 卖多少钱？
price-match-not-lower = 我比较过了：{ $item }您付了 { $paid }，我查到的最低价是 { $lower }，所以没有差价可退。
price-match-shops = 可以比价的商店：{ $shops }。
price-match-title = 退还差价？
price-match-seen = 低价来自
price-match-difference = 差价
price-match-note-refund = 以后退货也按这个较低的价格计算。每件商品可以退一次差价。
price-match-note-not-charged = 订单还没有扣款，总价会减去这个金额。
price-match-note-person = 我的同事核对之后才会退款。
price-match-done = 好了，{ $refund } 会退到{ $method }。
price-match-done-not-charged = 好了，订单 { $number } 的总价已相应降低，只按新的总价扣款。
price-match-with-person = 已登记，编号 { $number }。我的同事会核对，属实就退差价，目前还没有退款。附上商品链接会更快。
price-match-refused-price-match-too-late = 下单后 { $window_days } 天内可以退差价，订单 { $number } 是 { $days_since_order } 天前下的。
refused-price-matched-already = 这件商品已经退过差价，或者正在核对。每件商品只能一次。
errand-price-match = 差价的事

# Trouble with basket, site and payment
trouble-slow = 很抱歉网站这么慢，我已经记录下来，转给负责网站的同事。您可以刷新页面、关掉其他标签页，或换个浏览器试试；如果别的网站也慢，那就是网络的问题。也可以直接在这里跟我说，不用等页面：
trouble-search = 很抱歉搜索没有找到您要的商品，我已经记录下来，转给负责网站的同事。告诉我您想找什么，我在全部商品里帮您找：
trouble-quantity = 很抱歉数量改不了，我已经记录下来，转给负责网站的同事。数量不能超过库存。您可以刷新页面再试，或者告诉我要什么、要几件，我给您一个正好的链接：
trouble-vanished = 很抱歉购物车里少了东西，我已经记录下来，转给负责网站的同事。购物车保存在当时用的浏览器里，售罄或下架的商品会自动移除。告诉我是什么商品，我看看还有没有，再帮您放进去：
trouble-basket = 很抱歉购物车出了问题，我已经记录下来，转给负责网站的同事。请刷新页面重新添加，或退出后重新登录。也可以告诉我您要什么，我给您一个放进购物车的链接：
payment-failed = 订单 { $number } 用{ $method }付款失败，所以还没有付款。
payment-order-placed = 您的订单 { $number }（{ $items }）其实已经下单成功，请不要重复下单。
payment-order-cancelled = 订单 { $number }（{ $items }）已取消，不会扣款。
payment-no-order = 最近一天您没有下单成功的订单，所以不会扣款。
payment-issue-next = 如果还是不行，可以换一种付款方式，或请我的同事帮忙。请不要把银行卡号发给我。
