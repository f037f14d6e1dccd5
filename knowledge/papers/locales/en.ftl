# Ways to pay
method = { $code ->
    [visa] Visa card
    [mastercard] Mastercard
    [paypal] PayPal
    [klarna] Klarna invoice
    [klarna-invoice] Klarna invoice
    [sepa] SEPA debit
    [sepa-debit] SEPA debit
    [gift-card] gift card
    [store-credit] store credit
   *[other] { $name }
}
card-ending = { $brand } ending in { $digits }

# Return labels
label-title-return = Return
label-title-exchange = Exchange
label-from = From
label-to = To
label-number = Number
label-order = Order { $number } of { $day }
label-fold = fold or cut here
label-slip-title = Put this half into the parcel
label-inside = What is inside
label-line = { $quantity } × { $item }
label-instead = instead: { $item }
label-more = and { $count } more
label-step-pack = 1. Pack the goods well and lay this half on top of them.
label-step-stick = 2. Stick the upper half onto the parcel and cover any older label.
label-step-hand-in = 3. Hand the parcel in and keep the receipt until the matter is settled.
label-no-printer = No printer? Show the square code on your phone at the counter.

# Invoices
invoice-title = Invoice { $number }
invoice-of = Order { $number }
invoice-ordered = Ordered
invoice-issued = Issued
invoice-delivery = Delivery
invoice-billed-to = Billed to
invoice-vat-id = VAT ID { $number }
invoice-item = Item
invoice-quantity = Quantity
invoice-each = Price
invoice-sum = Sum
invoice-goods = Goods
invoice-discount = Discount
invoice-total = Total
invoice-vat = of which VAT { $rate } %
invoice-payments = Payments and refunds
invoice-paid = Paid by { $method }
invoice-refunded = Refunded to { $method }
invoice-waiting = under way
invoice-failed = did not go through
invoice-paid-elsewhere = To be paid or paid by { $method }.
invoice-page = Page { $page }
delivery-method = { $code ->
    [standard] Standard delivery
    [express] Express delivery
    [pickup-point] Delivery to a pick-up point
    [bulky] Delivery of large goods
   *[other] Delivery ({ $name })
}

# Credit notes
credit-title = Credit note { $number }
credit-for = to invoice { $number }
credit-return = Goods returned with { $number }: { $items }
credit-exchange = Difference of exchange { $number }
credit-claim = Claim { $number }
credit-other = Refund for order { $number }
credit-to = Refunded to { $method }
