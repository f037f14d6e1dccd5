# What a notice is about
order-named = { $more ->
    [0] order { $number } ({ $item })
   *[other] order { $number } ({ $item } and { $more } more)
}

# In the chat, and in the mail when there is no chat
notice-order-late = I noticed that your { $order } was promised for { $day } and has not arrived. I am sorry. You can see where it is, or have a colleague look into it with the carrier.
notice-out-for-delivery = { $known ->
    [no] Your { $order } is out for delivery and should be with you today.
   *[other] Your { $order } is out for delivery with { $carrier } and should be with you today.
}
notice-refunded = { $amount } for your { $order } has been paid back to the way you paid. Your bank may need a day or two to show it.
notice-refund-failed = We could not pay back { $amount } for your { $order }: the payment provider refused it. The money is still yours; a colleague can pay it back another way.
notice-payment-failed = The payment of { $amount } for your { $order } did not go through. A colleague can help you pay another way.
notice-return-received = { $ahead ->
    [yes] Your return { $rma } from { $order } has reached us, thank you. The refund of { $amount } was started when you asked for the return.
   *[no] Your return { $rma } from { $order } has reached us. { $amount } goes back to you, within 5 to 7 working days.
}
notice-return-partly-received = { $paid ->
    [ahead] A part of your return { $rma } from { $order } has reached us. The refund was started when you asked for the return; please send the other items as well.
    [no] A part of your return { $rma } from { $order } has reached us. The refund follows when the rest is here.
   *[yes] A part of your return { $rma } from { $order } has reached us. { $amount } for it goes back to you now, and the rest of the refund when the other items are here.
}
notice-bill-payment-failed = The payment of { $amount } for bill { $bill } ({ $plan }) did not go through, so the bill is still open. You can pay it another way, or ask a colleague.
notice-bill-refunded = { $amount } of bill { $bill } ({ $plan }) has been paid back to the way you paid. Your bank may need a day or two to show it.
notice-bill-refund-failed = We could not pay back { $amount } of bill { $bill } ({ $plan }): the payment provider refused it. The money is still yours; a colleague can pay it back another way.

# Subjects of mails
subject-order-late = Your order { $number } is late
subject-out-for-delivery = Your order { $number } arrives today
subject-refunded = Your refund for order { $number }
subject-refund-failed = Your refund for order { $number } could not be paid
subject-payment-failed = A payment for order { $number } did not go through
subject-return-received = Your return from order { $number } has arrived
subject-return-partly-received = A part of your return from order { $number } has arrived
subject-bill-payment-failed = The payment of bill { $number } did not go through
subject-bill-refunded = Your refund for bill { $number }
subject-bill-refund-failed = Your refund for bill { $number } could not be paid

# Buttons
offer-track-order = Where is it?
offer-track-refund = My refunds
offer-contact-human-agent = Talk to a person
