# Invoices and bills
errand-get-invoice = getting your invoice
errand-check-invoice = looking at your bill
errand-order-details = looking at your order
errand-billing-dispute = the charge you asked about

get-invoice-which = Which order do you need the invoice of?
check-invoice-which = Which order's bill shall I look at?
order-details-which = Which order would you like to know about?

invoice-ready = Here is the invoice of order { $number } over { $total } as a PDF: { $link }
    The link is good for 15 minutes. What has been refunded is in it as a credit note.
invoice-not-yet = Order { $number } over { $total } has not been shipped yet. Its invoice is issued when it ships; ask me again then.
invoice-cancelled = Order { $number } was cancelled before it shipped, so there is no invoice for it.

bill-head = Order { $number } of { $day }:
bill-line = { $quantity } × { $item }: { $sum }
bill-delivery = Delivery: { $sum }
bill-delivery-free = Delivery: free
bill-discount = Discount: −{ $sum }
bill-total = Total, VAT included: { $sum }
bill-paid-done = Paid on { $day }: { $sum } by { $method }
bill-paid-waiting = Being charged since { $day }: { $sum } by { $method }
bill-paid-failed = Tried on { $day }, not taken: { $sum } by { $method }
bill-back-done = Paid back on { $day }: { $sum } to { $method }
bill-back-waiting = Not paid back yet: { $sum } to { $method }
bill-back-failed = Paying back failed on { $day }: { $sum } to { $method }
bill-not-charged = Not charged yet; it is to be paid by { $method }.
bill-fee = Kept back for return { $number }: { $sum }
bill-anything-wrong = Is something wrong with it? Name the amount and I will tell you what it is.

amount-line = { $sum } is the price of { $item }; you ordered { $quantity }.
amount-delivery = { $sum } is what delivery costs.
amount-discount = { $sum } is the discount you got.
amount-fee = { $sum } is what sending back costs: it was kept back from the refund of return { $number }.
amount-total = { $sum } is the total of order { $number }.
amount-unknown = On the bill of order { $number } I find no { $sum }. I will not guess what it is; a colleague can look into it with you.

bill-payment-open = This order is to be paid by { $method }. Until it is packed you can have it paid another way.
bill-payment-sent = This order was paid by { $method }. It has been packed or sent, so that cannot be changed any more.
bill-quantity-open = That is { $pieces } { $pieces ->
        [one] piece
       *[other] pieces
    } in all. If it is too many, the order can still be changed or cancelled.
bill-quantity-sent = That is { $pieces } { $pieces ->
        [one] piece
       *[other] pieces
    } in all. If you got more than you wanted you can send it back; if you got less, tell me what is missing.
bill-delivery-why = Delivery of this order costs { $sum }.

details-address = It goes to: { $address }
details-return = Return { $number } is open. Its label: { $link }

# Charges that look wrong
dispute-matter = I will look at what we took and gave back. What is wrong?
dispute-twice = I was charged twice
dispute-returned = I sent it back
dispute-not-mine = I did not buy that
dispute-amount = How much was charged? Please give the amount as your bank shows it, such as 54.90.
dispute-overpaid = You are right. Order { $number } costs { $total }, and { $sum } too much was taken:
dispute-once = For order { $number } our books have no second charge.
dispute-once-anywhere = I went through the payments of all your orders: none was charged twice.
dispute-reservation = Your bank may show a reservation beside the charge; it disappears by itself after some days.
dispute-no-return = { $one ->
        [yes] I find no return and no refund for order { $number }. If it has not been sent back yet, I can open the return.
       *[no] I find no return and no refund in your account. If it has not been sent back yet, I can open the return.
    }
dispute-ordered = Order { $number } of { $day } was placed from your account: { $items }, { $total }.
dispute-found = { $sum } is on the bill of order { $number } of { $day }, which was placed from your account ({ $items }):
dispute-not-found = None of your orders has a charge or an item of { $sum }. If your bank shows our name beside it, a colleague has to look at it with you.
dispute-person = I cannot pay anything out myself. If this does not settle it, a colleague looks at it with you and decides; they see all of this.
