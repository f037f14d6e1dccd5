# Signing in
sign-in = I show orders only to the person they belong to. Please sign in first: { $link } – or let a colleague help you.

# Orders
orders-none = There is no order in your account yet.
order-short = Order { $number } of { $day }: { $items }
order-button = { $number }: { $items }
order-not-found = I find no order { $number } in your account. Please look at the number again.
place-unknown = a place not stated
carrier-unknown = a carrier
date-unknown = a day not yet fixed

track-head = Order { $number } ({ $items }):
track-none-under-way = Nothing is on its way to you at the moment. Your newest order:
track-pending = We have received it and are preparing it. It should be with you by { $day }.
track-processed = It is packed and goes to the carrier next. It should be with you by { $day }.
track-shipped = It is on its way to you. Promised for { $day }.
track-shipped-tracked = It is on its way with { $carrier }, tracking number { $tracking }. Promised for { $day }.
track-delivered = It was delivered on { $day }.
track-delivered-undated = It was delivered.
track-cancelled = It was cancelled on { $day }.
track-cancelled-undated = It was cancelled.
track-late = It is later than promised. I am sorry. A colleague can look into it with the carrier.
event-label-created = The carrier has been told about it.
event-picked-up = Last news: picked up in { $place }.
event-in-transit = Last news: on its way through { $place }.
event-out-for-delivery = Last news: out for delivery in { $place }.
event-delivery-attempted = Last news: the courier found nobody in { $place } and will try again or leave a card.
event-delivered = Last news: delivered in { $place }.
event-delayed = Last news: held up in { $place }.
event-returned-to-sender = Last news: on its way back to us from { $place }.

# Cancelling
cancel-which = Which order shall I cancel?
cancel-none = You have no order that can still be cancelled. What has been delivered can be returned.
cancel-confirm-title = Cancel order { $number }?
cancel-confirm-note = The whole order is cancelled and the money goes back.
cancel-confirm-not-charged = The whole order is cancelled. It has not been charged yet, so there is nothing to pay back.
cancel-done-not-charged = Order { $number } is cancelled. It had not been charged, so you pay nothing.
cancel-done = Order { $number } is cancelled. { $refund } goes back to you.
cancel-kept = All right, the order stays as it is.
cancel-refused-already-shipped = Order { $number } has been shipped, so it cannot be cancelled any more. Once it is there, you can return it.
cancel-refused-already-delivered = Order { $number } has been delivered, so it cannot be cancelled. You can return it.
cancel-refused-already-cancelled = Order { $number } is cancelled already.
cancel-refused-not-cancellable = Order { $number } cannot be cancelled.
cancel-refused-items-changed = The items of order { $number } were changed, so it cannot be cancelled any more. Once it is there, you can return it.
cancel-refused-reason-not-accepted = Order { $number } cannot be cancelled for that reason.
cancel-refused-needs-person = Order { $number } is about so much money that a colleague has to cancel it.

# Confirmation cards
confirm-order = Order
confirm-pay = You pay
confirm-item = Item
confirm-items = Items
confirm-reason = Reason
confirm-refund = You get back
confirm-refund-to = Refunded to
confirm-delivery = Delivery cost refunded
confirm-fee = Return fee taken off
proposal-done-already = That has been done already, as { $number }. Nothing was done twice.
proposal-old = That button belongs to something I showed you earlier, so I have done nothing with it.
proposal-changed = Something changed after I showed you this, so I have done nothing. Please ask me again.
payment-original-payment = your original way of paying
payment-visa = your Visa card
payment-mastercard = your Mastercard
payment-paypal = PayPal
payment-klarna-invoice = your Klarna invoice
payment-klarna = your Klarna invoice
payment-sepa-debit = your bank account (SEPA)
payment-sepa = your bank account (SEPA)
payment-gift-card = a gift card
payment-store-credit = store credit

# Refunds
refund-none = I find no refund in your account. If you want to send something back, I can open a return.
refund-none-for = I find no refund for order { $number }.
refund-awaiting-parcel = { $amount } for order { $number } goes to { $method } once return { $rma } has reached us. It is not with us yet.
refund-awaiting-rest = { $amount } for order { $number } goes to { $method } once the rest of return { $rma } has reached us.
refund-pending = { $amount } for order { $number } is on its way to { $method }. That takes 5 to 7 working days; it was started on { $day }.
refund-succeeded = { $amount } for order { $number } was paid back to { $method } on { $day }.
refund-failed = The refund of { $amount } for order { $number } to { $method } failed. I am sorry; a colleague has to look at this.
