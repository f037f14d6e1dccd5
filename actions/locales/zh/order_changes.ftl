# Another version of an item
variant-which = { $item }想换成哪一款？
variant-which-option = { $item }的{ $option }想换成哪一种？
variant-several = 符合的有好几款，{ $item }想换成哪一款？
variant-not-had = { $item }没有完全符合要求的款式，最接近的有：
variant-nothing-else = { $item }（订单 { $number }）目前没有其他款式有货。
button-variant-none = 这件不换了
price-same = 价格相同
price-more = 贵 { $amount }
price-less = 便宜 { $amount }

# Ways to pay
method-card = { $brand }（尾号 { $digits }）
method-with-balance = { $method }（余额 { $left }）
payment-credit-card = 银行卡
payment-other = 其他支付方式

# Changing an order
errand-change-items = 更换订单里的商品
errand-remove-items = 从订单里去掉商品
errand-change-address = 修改订单的收货地址
errand-change-own-address = 修改您的地址
errand-change-payment = 修改订单的付款方式
counted = { $name } × { $count }
button-change-items = 更换商品
button-all-of-them = 全部
button-own-address = 修改默认地址
button-find-product = 找商品
confirm-paid-with = 付款方式
change-what = 您想修改什么？还能修改的订单：{ $orders }。
button-change-version = 换成其他款式
button-change-remove = 去掉一件商品
button-change-address = 收货地址
button-change-payment = 付款方式
change-none = 您的订单都不能再修改了。已经送达的商品可以退货或换货。
change-not-this = 订单 { $number } 不能再修改了。送达后，里面的商品可以退货或换货。
change-which-item = 哪件商品要换成其他款式？
change-which-of-these = 这样的商品不止一件，您指的是哪一件？
change-other-product = 商品只能换成同款的其他款式，不能换成别的商品。我可以取消这个订单，您再重新下单；或者收到后退货，另外购买。
change-pay-with = 新款式要多付 { $amount }，您想用哪种方式支付？
change-refund-to = 新款式便宜 { $amount }，差价退到哪里？
change-becomes = 换成 { $item }
change-confirm-title = 修改订单 { $number }？
change-total-more = 订单会多 { $amount }，目前还没有扣款。
change-total-less = 订单会少 { $amount }，目前还没有扣款。
change-last = 这次修改之后，订单的商品、地址和付款方式都不能再改，也不能取消。如果还有其他要改的，请在确认之前告诉我。
button-change-yes = 确认修改
change-done-pay = 订单 { $number } 已修改，差价 { $charge } 会扣款，订单现在共 { $total }。
change-done-refund = 订单 { $number } 已修改，{ $refund } 会退还给您，订单现在共 { $total }。
change-done-even = 订单 { $number } 已修改，共 { $total }。
add-not-possible = 已经下好的订单不能再加商品，您可以另外下单。
add-order-apart = 已经下好的订单不能再加商品，所以我没有做任何修改。您可以在这里另外购买 { $name }：{ $link }

# Taking items out
remove-which = 要去掉哪件商品？
remove-goes = 去掉
remove-stays = 保留
remove-confirm-title = 从订单 { $number } 里去掉这些？
remove-not-charged = 订单还没有扣款，您只需少付这部分。
button-remove-yes = 确认去掉
remove-done = 好了，{ $refund } 会退还给您，订单 { $number } 现在共 { $total }。
remove-done-not-charged = 好了，订单 { $number } 现在共 { $total }。
refused-removal-not-offered = 本店不能单独去掉订单里的某件商品。我可以为您取消整个订单 { $number }，或者您收到后再退这件商品。
refused-would-be-empty = 这样订单 { $number } 里就没有商品了。我可以为您取消整个订单。

# Cancelling more than one order
cancel-why = 请问为什么要取消？
cancel-reason-changed-mind = 不需要了
cancel-reason-no-longer-needed = 不需要了
cancel-reason-ordered-by-mistake = 误下单
cancel-reason-too-slow = 等太久了
cancel-reason-found-cheaper = 别处更便宜
cancel-order-label = 订单 { $number }
cancel-one-of-several = { $items }，{ $refund } 退回{ $method }
cancel-confirm-several = 取消这 { $count } 个订单？
cancel-confirm-several-note = 每个订单都会整单取消。
button-cancel-all-yes = 确认全部取消
button-cancel-all-no = 都保留
cancel-kept-several = 好的，这些订单都保持不变。

# Addresses
address-none = 您的订单都不能再改地址了。我可以修改您账号里的默认地址，供以后的订单使用。
address-none-but-own = 您的订单都不能再改地址了，下面只修改默认地址。
address-which-order = 哪个订单要改地址？
address-where = 寄到哪里？请告诉我街道门牌、城市、邮编和国家。
address-address1 = 已有：{ $have }。街道和门牌号是什么？
address-city = 已有：{ $have }。是哪个城市？
address-state = 已有：{ $have }。是哪个州或省？
address-zip = 已有：{ $have }。邮编是多少？
address-country = 已有：{ $have }。是哪个国家？
address-now = 目前寄到 { $address }
address-default = 您的默认地址
address-too = 一并修改
address-new = 新地址
address-before = 现在的地址
address-confirm-title = 寄到这个地址？
address-own-confirm-title = 修改默认地址？
address-own-note = 新地址用于以后的订单，已下的订单不变。
button-address-yes = 确认使用这个地址
address-done = 订单 { $number } 现在寄到 { $address }。
address-own-done = 您的默认地址现在是 { $address }。

# Paying another way
payment-which-order = 哪个订单要换付款方式？
payment-which-method = 订单 { $number }（{ $total }）目前的付款方式：{ $method }。想换成哪一种？
payment-none = 您没有还能更换付款方式的订单。
payment-no-other = 您的账号里没有其他付款方式（目前是{ $method }）。您可以在这里添加：{ $link }
payment-before = 原付款方式
payment-after = 新付款方式
payment-total = 订单总额
payment-confirm-title = 更换这个订单的付款方式？
payment-moves = 全款会从新的付款方式扣除，并退回原来的付款方式。
payment-later = 目前还没有扣款，之后会从新的付款方式扣除。
button-payment-yes = 确认更换
payment-done = 订单 { $number } 的付款方式已改为{ $method }。
