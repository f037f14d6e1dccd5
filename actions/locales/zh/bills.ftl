# Invoices and bills
errand-get-invoice = 开发票
errand-check-invoice = 查看账单
errand-order-details = 查看订单
errand-billing-dispute = 您问的那笔扣款

get-invoice-which = 您需要哪个订单的发票？
check-invoice-which = 要看哪个订单的账单？
order-details-which = 您想了解哪个订单？

invoice-ready = 订单 { $number } 的发票（{ $total }）在这里，PDF 格式：{ $link }
    链接 15 分钟内有效。已退的款会作为红字发票附在里面。
invoice-not-yet = 订单 { $number }（{ $total }）还没有发货。发票在发货时开具，到时您再问我即可。
invoice-cancelled = 订单 { $number } 在发货前已取消，所以没有发票。

bill-head = 订单 { $number }，{ $day }下单：
bill-line = { $quantity } 件 { $item }：{ $sum }
bill-delivery = 运费：{ $sum }
bill-delivery-free = 运费：免费
bill-discount = 优惠：−{ $sum }
bill-total = 总计（含增值税）：{ $sum }
bill-paid-done = { $day }付款：{ $sum }，{ $method }
bill-paid-waiting = { $day }起扣款中：{ $sum }，{ $method }
bill-paid-failed = { $day }扣款未成功：{ $sum }，{ $method }
bill-back-done = { $day }退款：{ $sum }，退到{ $method }
bill-back-waiting = 尚未退回：{ $sum }，退到{ $method }
bill-back-failed = { $day }退款失败：{ $sum }，{ $method }
bill-not-charged = 尚未扣款，付款方式为{ $method }。
bill-fee = 退货单 { $number } 扣除的费用：{ $sum }
bill-anything-wrong = 哪里不对吗？告诉我金额，我来说明是什么费用。

amount-line = { $sum } 是 { $item } 的价格，您订了 { $quantity } 件。
amount-delivery = { $sum } 是运费。
amount-discount = { $sum } 是您享受的优惠。
amount-fee = { $sum } 是退货费用，已从退货单 { $number } 的退款中扣除。
amount-total = { $sum } 是订单 { $number } 的总金额。
amount-unknown = 订单 { $number } 的账单上没有 { $sum } 这一项。我不会乱猜，可以请同事和您一起查。

bill-payment-open = 这个订单的付款方式是{ $method }。打包之前都可以改用其他方式付款。
bill-payment-sent = 这个订单是用{ $method }支付的。订单已打包或发出，付款方式不能再改了。
bill-quantity-open = 一共 { $pieces } 件。如果多了，现在还可以修改或取消订单。
bill-quantity-sent = 一共 { $pieces } 件。如果收到的比想要的多，可以退回；如果少了，请告诉我缺什么。
bill-delivery-why = 这个订单的运费是 { $sum }。

details-address = 收货地址：{ $address }
details-return = 退货单 { $number } 还在进行中。退货面单：{ $link }

# Charges that look wrong
dispute-matter = 我来查一下我们扣了多少、退了多少。是哪里不对？
dispute-twice = 重复扣款了
dispute-returned = 我已经退货了
dispute-not-mine = 这不是我买的
dispute-amount = 扣了多少钱？请告诉我银行显示的金额，例如 54.90。
dispute-overpaid = 您说得对。订单 { $number } 的金额是 { $total }，但多扣了 { $sum }：
dispute-once = 我们的账上，订单 { $number } 没有第二笔扣款。
dispute-once-anywhere = 我查了您所有订单的付款记录，没有重复扣款。
dispute-reservation = 银行可能在扣款之外还显示一笔预授权，几天后会自动消失。
dispute-no-return = { $one ->
        [yes] 订单 { $number } 没有退货，也没有退款。如果还没有寄回，我可以帮您申请退货。
       *[no] 您的账号里没有退货，也没有退款。如果还没有寄回，我可以帮您申请退货。
    }
dispute-ordered = 订单 { $number } 是{ $day }用您的账号下的：{ $items }，{ $total }。
dispute-found = { $sum } 出现在订单 { $number } 的账单上，该订单是{ $day }用您的账号下的（{ $items }）：
dispute-not-found = 您的订单里没有 { $sum } 的扣款或商品。如果银行显示的是我们的名字，需要请同事和您一起查。
dispute-person = 我自己不能退钱。如果这样还没有解决，同事会和您一起查看并决定，他们能看到以上全部内容。
