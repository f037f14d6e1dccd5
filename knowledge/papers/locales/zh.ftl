# Ways to pay
method = { $code ->
    [visa] Visa 卡
    [mastercard] 万事达卡
    [paypal] PayPal
    [klarna] Klarna 账单
    [klarna-invoice] Klarna 账单
    [sepa] SEPA 扣款
    [sepa-debit] SEPA 扣款
    [gift-card] 礼品卡
    [store-credit] 购物余额
   *[other] { $name }
}
card-ending = { $brand }（尾号 { $digits }）

# Return labels
label-title-return = 退货
label-title-exchange = 换货
label-from = 寄件人
label-to = 收件人
label-number = 单号
label-order = 订单 { $number }，{ $day }下单
label-fold = 沿此线折叠或剪开
label-slip-title = 请把这半张放进包裹
label-inside = 包裹内的商品
label-line = { $quantity } 件 { $item }
label-instead = 换成：{ $item }
label-more = 另有 { $count } 件
label-step-pack = 1. 请将商品包装好，把这半张放在商品上面。
label-step-stick = 2. 将上半张贴在包裹外面，并盖住旧的面单。
label-step-hand-in = 3. 交寄包裹，并保留回执，直到退换货办完。
label-no-printer = 没有打印机？请在柜台出示手机上的二维码。

# Invoices
invoice-title = 发票 { $number }
invoice-of = 订单 { $number }
invoice-ordered = 下单日期
invoice-issued = 开票日期
invoice-delivery = 配送
invoice-billed-to = 购买方
invoice-vat-id = 增值税号 { $number }
invoice-item = 商品
invoice-quantity = 数量
invoice-each = 单价
invoice-sum = 金额
invoice-goods = 商品合计
invoice-discount = 优惠
invoice-total = 总计
invoice-vat = 其中增值税 { $rate }%
invoice-payments = 付款与退款
invoice-paid = 通过{ $method }付款
invoice-refunded = 退款至{ $method }
invoice-waiting = 处理中
invoice-failed = 未成功
invoice-paid-elsewhere = 付款方式：{ $method }。
invoice-page = 第 { $page } 页
delivery-method = { $code ->
    [standard] 标准配送
    [express] 加急配送
    [pickup-point] 自提点配送
    [bulky] 大件配送
   *[other] 配送（{ $name }）
}

# Credit notes
credit-title = 红字发票 { $number }
credit-for = 对应发票 { $number }
credit-return = 退货单 { $number } 的商品：{ $items }
credit-exchange = 换货单 { $number } 的差价
credit-claim = 理赔单 { $number }
credit-other = 订单 { $number } 的退款
credit-to = 退款至{ $method }
