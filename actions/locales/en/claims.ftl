# Claims: missing, wrong, damaged, defective
errand-claim = your report about what arrived
claim-none-delivered = None of your orders has arrived yet, so there is nothing to report. I can tell you where they are.
claim-which-order = Which order is it about?
claim-which-items = Which items of order { $number } is it about? You can name several.
claim-how-many = How many of them? You bought { $quantity }: { $item }.
claim-what-is-wrong = What is wrong with { $items }?
claim-which-remedy = What would you like for { $items }: a replacement, or your money back?
claim-kind-missing-item = It did not arrive
claim-kind-wrong-item = Wrong item
claim-kind-defective = Faulty
claim-kind-damaged = Arrived damaged
claim-remedy-replacement = Replacement
claim-remedy-refund = Money back
claim-other-remedy-refund = It is sold out, so there is no replacement. Your money back is possible; that is what I propose now.
claim-other-remedy-replacement = Money back is not offered for this. A replacement is; that is what I propose now.
claim-confirm-title = Report this?
claim-trouble = What is wrong
claim-remedy = You get
claim-rule = Shop's rule
claim-within = reported { $days ->
        [0] on the day of delivery
        [one] { $days } day after delivery
       *[other] { $days } days after delivery
    }; { $window } days are allowed
claim-note-at-once = It is accepted at once, and nothing has to be sent back first.
claim-note-person = Because it is worth more than { $limit }, a colleague has to accept it first. Nothing moves until then.
button-claim-yes = Yes, report it
button-claim-no = No, leave it
button-claim = Make a claim
button-claim-whole = The item itself is missing
button-track = Where is my order?
claim-kept = All right, nothing was reported.
claim-done-refund = Done. Your claim { $number } is accepted, and { $refund } goes back to you by { $method }.
claim-done-replacement = Done. Your claim { $number } is accepted, and the replacement is sent to the address of the order. There is nothing to pay.
claim-done-person = Your claim { $number } is written down. A colleague has to accept it, and I am handing you over with everything you told me.
claim-look-first = I am sorry. Please look once more at the neighbours', in safe places and at the name on the tracking page: parcels are now and then marked as delivered a little early. If it is not there, we put it right now.
claim-part = I am sorry that a part is missing. Parts are sent by a colleague, who will need to know which one it is.
claim-part-of = I am sorry that a part of your { $item } is missing. Parts are sent by a colleague, who will need to know which one it is.
claim-refused-order-cancelled = Order { $number } was cancelled, so nothing of it was sent.
claim-refused-not-delivered = Order { $number } has not arrived yet, as far as the carrier tells us. Once it is there, whatever is missing or broken can be reported.
claim-refused-claim-not-taken = This cannot be settled by the shop's rules alone. A colleague will look at it.
claim-refused-nothing-named = You have not said yet which item it is about.
claim-refused-already-returned = { $item } was claimed or sent back before; { $quantity_left } of it are left to claim. If that is not so, a colleague can look at it.
claim-refused-claim-too-late = That has to be reported within { $window_days } days of delivery, and order { $number } arrived { $days_since_delivery } days ago. A colleague can look at it, though I cannot promise anything.
claim-refused-remedy-not-offered = That is not offered for this.
claim-refused-replacement-not-available = It is sold out, so there is no replacement. A colleague can look for another way.

# Warranty
warranty-until = The warranty for { $item } (order { $number }) holds until { $day }.
warranty-over-since = The warranty for { $item } (order { $number }) ended on { $day }. The maker may be kinder than the rule; a colleague can tell you.
warranty-which = If something of yours is faulty, tell me which item it is, and I will check.
