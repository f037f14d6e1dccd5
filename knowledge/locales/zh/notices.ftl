# What a notice is about
order-named = { $more ->
    [0] 订单 { $number }（{ $item }）
   *[other] 订单 { $number }（{ $item }，另有 { $more } 件）
}

# In the chat, and in the mail when there is no chat
notice-order-late = 我注意到您的{ $order }承诺{ $day }送达，但至今还没有送到，非常抱歉。您可以查看包裹到哪儿了，也可以让我的同事联系快递公司查询。
notice-out-for-delivery = { $known ->
    [no] 您的{ $order }正在派送，预计今天送达。
   *[other] 您的{ $order }正在由 { $carrier } 派送，预计今天送达。
}
notice-refunded = 您的{ $order }的退款 { $amount } 已原路退回，银行到账可能还需要一两天。
notice-refund-failed = 您的{ $order }的退款 { $amount } 没有成功：支付机构拒绝了这笔退款。这笔钱仍然是您的，我的同事可以用其他方式退给您。
notice-payment-failed = 您的{ $order }的付款 { $amount } 没有成功。我的同事可以帮您换一种方式付款。
notice-return-received = { $ahead ->
    [yes] 您的{ $order }的退货 { $rma } 我们已经收到，谢谢。退款 { $amount } 在您申请退货时就已发起。
   *[no] 您的{ $order }的退货 { $rma } 我们已经收到。退款 { $amount } 会在 5 到 7 个工作日内退还给您。
}
notice-return-partly-received = { $paid ->
    [ahead] 您的{ $order }的退货 { $rma } 我们收到了一部分。退款在您申请退货时就已发起，请把其余商品也寄回来。
    [no] 您的{ $order }的退货 { $rma } 我们已收到一部分，其余到齐后退款。
   *[yes] 您的{ $order }的退货 { $rma } 我们已收到一部分，这部分的退款 { $amount } 现在就退给您，其余商品到齐后退还剩余款项。
}
notice-bill-payment-failed = 账单 { $bill }（{ $plan }）的付款 { $amount } 没有成功，这张账单仍待支付。您可以换一种方式付款，也可以找我的同事帮忙。
notice-bill-refunded = 账单 { $bill }（{ $plan }）的退款 { $amount } 已原路退回，银行到账可能还需要一两天。
notice-bill-refund-failed = 账单 { $bill }（{ $plan }）的退款 { $amount } 没有成功：支付机构拒绝了这笔退款。这笔钱仍然是您的，我的同事可以用其他方式退给您。

# Subjects of mails
subject-order-late = 您的订单 { $number } 延误了
subject-out-for-delivery = 您的订单 { $number } 今天送达
subject-refunded = 订单 { $number } 的退款
subject-refund-failed = 订单 { $number } 的退款没有成功
subject-payment-failed = 订单 { $number } 的一笔付款没有成功
subject-return-received = 我们已收到订单 { $number } 的退货
subject-return-partly-received = 我们已收到订单 { $number } 的部分退货
subject-bill-payment-failed = 账单 { $number } 的付款没有成功
subject-bill-refunded = 账单 { $number } 的退款
subject-bill-refund-failed = 账单 { $number } 的退款没有成功

# Buttons
offer-track-order = 包裹到哪儿了？
offer-track-refund = 查看退款
offer-contact-human-agent = 转人工客服
