# Signing in
sign-in = 订单只给本人查看。您可以请我的同事帮忙，也可以先登录：{ $link }

# Orders
orders-none = 您的账号里还没有订单。
order-short = { $day }的订单 { $number }：{ $items }
order-button = { $number }：{ $items }
order-not-found = 您的账号里没有订单 { $number }，请再核对一下订单号。
place-unknown = 地点不详
carrier-unknown = 名称不详
date-unknown = 日期待定

track-head = 订单 { $number }（{ $items }）：
track-none-under-way = 目前没有正在配送的订单。这是您最近的一个订单：
track-pending = 我们已收到订单，正在备货。预计送达：{ $day }。
track-processed = 商品已打包，接下来交给快递公司。预计送达：{ $day }。
track-shipped = 包裹正在路上。承诺送达：{ $day }。
track-shipped-tracked = 包裹正在路上，快递公司：{ $carrier }，运单号：{ $tracking }。承诺送达：{ $day }。
track-delivered = 已于{ $day }送达。
track-delivered-undated = 已送达。
track-cancelled = 已于{ $day }取消。
track-cancelled-undated = 已取消。
track-late = 已经晚于承诺的时间，非常抱歉。我的同事可以联系快递公司为您查询。
event-label-created = 快递公司已收到寄件信息。
event-picked-up = 最新动态：已揽收（{ $place }）。
event-in-transit = 最新动态：运输途中（{ $place }）。
event-out-for-delivery = 最新动态：正在派送（{ $place }）。
event-delivery-attempted = 最新动态：快递员上门时没有找到人（{ $place }），会再次派送或留下通知单。
event-delivered = 最新动态：已送达（{ $place }）。
event-delayed = 最新动态：途中延误（{ $place }）。
event-returned-to-sender = 最新动态：正在退回我们这里（{ $place }）。

# Cancelling
cancel-which = 要取消哪个订单？
cancel-none = 您没有还能取消的订单。已经送达的商品可以退货。
cancel-confirm-title = 取消订单 { $number }？
cancel-confirm-note = 整个订单都会取消，款项退还给您。
cancel-confirm-not-charged = 整个订单都会取消。这个订单还没有扣款，所以无需退款。
cancel-done-not-charged = 订单 { $number } 已取消。这个订单没有扣过款，您无需支付任何费用。
cancel-done = 订单 { $number } 已取消，{ $refund } 会退还给您。
cancel-kept = 好的，订单保持不变。
cancel-refused-already-shipped = 订单 { $number } 已经发货，不能再取消了。收到之后，您可以退货。
cancel-refused-already-delivered = 订单 { $number } 已经送达，不能取消，但您可以退货。
cancel-refused-already-cancelled = 订单 { $number } 之前已经取消了。
cancel-refused-not-cancellable = 订单 { $number } 不能取消。
cancel-refused-items-changed = 订单 { $number } 的商品已经改过，不能再取消了。收到之后，您可以退货。
cancel-refused-reason-not-accepted = 订单 { $number } 不能因为这个原因取消。
cancel-refused-needs-person = 订单 { $number } 的金额较大，需要由我的同事来取消。

# Confirmation cards
confirm-order = 订单
confirm-pay = 您需支付
confirm-item = 商品
confirm-items = 商品
confirm-reason = 原因
confirm-refund = 退款金额
confirm-refund-to = 退款至
confirm-delivery = 退还运费
confirm-fee = 扣除退货费
proposal-done-already = 这一步之前已经办好了，编号 { $number }，没有重复办理。
proposal-old = 这个按钮属于之前的内容，所以我没有做任何操作。
proposal-changed = 给您看过之后情况有了变化，所以我没有做任何操作。请再跟我说一次。
payment-original-payment = 您原来的付款方式
payment-visa = 您的 Visa 卡
payment-mastercard = 您的万事达卡
payment-paypal = 您的 PayPal 账户
payment-klarna-invoice = 您的 Klarna 账单
payment-klarna = 您的 Klarna 账单
payment-sepa-debit = 您的银行账户（SEPA）
payment-sepa = 您的银行账户（SEPA）
payment-gift-card = 礼品卡
payment-store-credit = 店铺余额

# Refunds
refund-none = 您的账号里没有退款。如果想退货，我可以帮您申请。
refund-none-for = 订单 { $number } 没有退款。
refund-awaiting-parcel = 订单 { $number } 的 { $amount } 会在我们收到退货单 { $rma } 的包裹后退到{ $method }。包裹目前还没有到。
refund-awaiting-rest = 订单 { $number } 的 { $amount } 会在我们收到退货单 { $rma } 的其余商品后退到{ $method }。
refund-pending = 订单 { $number } 的 { $amount } 正在退到{ $method }，需要 5 至 7 个工作日，退款于{ $day }发起。
refund-succeeded = 订单 { $number } 的 { $amount } 已于{ $day }退到{ $method }。
refund-failed = 订单 { $number } 的 { $amount } 没能退到{ $method }，非常抱歉，需要请我的同事来处理。
