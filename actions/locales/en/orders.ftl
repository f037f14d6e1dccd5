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
confirm-item = Item
confirm-items = Items
confirm-reason = Reason
confirm-refund = You get back
confirm-refund-to = Refunded to
confirm-delivery = Delivery cost refunded
confirm-fee = Return fee taken off
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

# Returning
return-which-order = Which order is it from?
return-which-item = Which item of order { $number } would you like to send back?
return-why = Why does it go back: { $item }?
return-reason-too-small = too small
return-reason-too-big = too big
return-reason-damaged = arrived damaged
return-reason-defective = does not work
return-reason-wrong-item = wrong item sent
return-reason-not-as-described = not as described
return-reason-changed-mind = changed my mind
return-reason-late = came too late
return-opened = Has the seal or packaging been opened?
return-confirm-title = Open this return?
return-confirm-note = The money follows within 5 to 7 working days after the parcel has reached us.
return-done = Your return { $number } is open. { $refund } goes back to you once the parcel is with us. You can follow it here: { $link }
return-repeated = This return had been opened already, as { $number }, for { $refund }. Nothing was done twice: { $link }
return-kept = All right, nothing was changed.
return-none-delivered = None of your orders has been delivered yet, so there is nothing to send back. What has not been shipped can be cancelled.
return-refused-order-pending = Order { $number } has not been shipped yet. There is nothing to send back; you can cancel it instead.
return-refused-order-processed = Order { $number } has not been shipped yet. There is nothing to send back; you can cancel it instead.
return-refused-order-shipped = Order { $number } is still on its way. Once it has been delivered you can return it.
return-refused-order-cancelled = Order { $number } was cancelled, so there is nothing to send back.
return-refused-not-yet-shipped = Order { $number } has not been shipped yet. You can cancel it instead.
return-refused-not-delivered = Order { $number } is not there yet. Once it has been delivered you can return it.
return-refused-already-returned = All you bought of this has been returned or is on its way back.
return-refused-warranty-over = This was delivered { $days_since_delivery } days ago, and the warranty of { $warranty_months } months is over.
return-refused-final-sale = This was a final-sale item, which cannot be returned for that reason. If it is faulty or the wrong item, that is different: tell me so.
return-refused-window-over = This was delivered { $days_since_delivery } days ago, and the time for returns is { $window_days } days. If it is faulty, warranty holds: tell me so. Otherwise a colleague can look at it.
return-refused-hygiene-opened = For reasons of hygiene this can only be returned with its seal unbroken. If it is faulty, that is different: tell me so.
return-refused-one-request-per-order = Something of this order has been returned or exchanged already, and that can be done once for each order. A colleague can look at it.
return-refused-nothing-named = You have not said yet what goes back. Which item is it?
return-refused-reason-not-accepted = This cannot be returned for that reason.
return-refused-method-not-yours = That payment method is not one of yours, so no money can go back to it.
return-refused-method-not-allowed = The money cannot go back to that payment method; it can go back to how the order was paid.
return-refused-needs-person = This is about so much money that a colleague has to decide it.

# Refunds
refund-none = I find no refund in your account. If you want to send something back, I can open a return.
refund-none-for = I find no refund for order { $number }.
refund-awaiting-parcel = { $amount } for order { $number } goes to { $method } once return { $rma } has reached us. It is not with us yet.
refund-awaiting-rest = { $amount } for order { $number } goes to { $method } once the rest of return { $rma } has reached us.
refund-pending = { $amount } for order { $number } is on its way to { $method }. That takes 5 to 7 working days; it was started on { $day }.
refund-succeeded = { $amount } for order { $number } was paid back to { $method } on { $day }.
refund-failed = The refund of { $amount } for order { $number } to { $method } failed. I am sorry; a colleague has to look at this.
