# How subscriptions and bills stand
subscription-none = I find no subscription in your account, so nothing is due for one.
subscription-active =
    Your { $plan } (subscription { $number }) is active: { $price } { $months ->
        [1] a month
        [12] a year
       *[other] every { $months } months
    }, since { $since }. It renews by itself on { $day }.
subscription-active-once =
    Your { $plan } (subscription { $number }) is active: { $price } { $months ->
        [1] a month
        [12] a year
       *[other] every { $months } months
    }, since { $since }. It does not renew by itself.
subscription-paused =
    Your { $plan } (subscription { $number }), { $price } { $months ->
        [1] a month
        [12] a year
       *[other] every { $months } months
    }, is paused, because a bill has not been paid. It goes on at once when that is paid.
subscription-ended =
    Your { $plan } (subscription { $number }) ended on { $day }: { $reason ->
        [unpaid] a bill was not paid in time.
        [shop] we ended it.
       *[other] you had ended it.
    } It is not active, and nothing is charged for it.
subscription-runs-on = So you need to do nothing for it to go on.
subscription-end = { $plan } can be ended at any time; it then runs until { $day }, which is paid for. A colleague does that for you.
period =
    { $months ->
        [one] 1 month
       *[other] { $months } months
    }
service-name =
    { $code ->
        [gift_wrap] Gift wrapping
        [device_cover] Device cover
        [saturday_delivery] Saturday delivery
       *[other] { $name }
    }
service-line =
    • { $name }: { $amount } each period, added on { $day } { $by ->
        [customer] by you
       *[other] by us
    }
service-gone =
    • { $name }: taken out on { $day } { $by ->
        [customer] by you
       *[other] by us
    }
bill-part = { $name } { $amount }
bill-open = Due: { $amount } on { $day } (bill { $number }: { $parts }).
bill-overdue = Overdue: { $amount }, since { $day } (bill { $number }: { $parts }).
bill-paying = Your payment of { $amount } for bill { $number } is on its way ({ $parts }).
bill-paid = Paid: { $amount } on { $day } (bill { $number }: { $parts }).
bill-disputed = Bill { $number } of { $amount } ({ $parts }) is being looked at by a colleague; nothing is asked for it meanwhile.
bill-void = Bill { $number } of { $amount } does not count any more ({ $parts }).
bill-none-open = Nothing is due at the moment.
bill-paying-already = Your payment of { $amount } for bill { $number } is on its way already.
bill-button = { $amount }, { $day }
bill-which = Which bill do you mean?
way-with-balance = { $name } ({ $left } left)
way-with-digits = { $name } ending in { $digits }
button-pay-bill = Pay it now
button-pay-later = Pay it later
button-renew-subscription = Take it up again
confirm-plan = Plan
confirm-period = Each period
confirm-services = With
confirm-first-bill = First bill
confirm-bill = Bill
confirm-made-of = Made of
confirm-due = Due
confirm-due-then = Then due
confirm-to-pay = To pay
confirm-amount = Amount
confirm-service = Service
confirm-each-period = Each period
confirm-said = You say
confirm-points = Points

# Paying
errand-pay-bill = paying your bill
pay-title = Pay bill { $number }?
pay-note = It is taken once, with what is stored in your account.
pay-with-what = With what would you like to pay?
pay-too-little = There is not enough left on that for this bill.
pay-no-method = There is no way to pay stored with your account, and I take no card numbers in the chat. You can add one there: { $link }
pay-done = Bill { $number } is paid: { $amount }.
pay-started = { $amount } for bill { $number } is being taken now. As soon as your bank has confirmed, it counts as paid; ask me any time.
refused-bill-paid = That bill is paid already.
refused-bill-being-paid = The payment for that bill is on its way already.
refused-bill-disputed = A colleague is looking at that bill; until then nothing has to be paid.
refused-bill-void = That bill does not count any more.

# Paying later
errand-extend-bill = paying your bill later
extend-title = Pay bill { $number } later?
extend-note = This is possible once for each bill. Your subscription goes on meanwhile.
extend-done = Done: bill { $number } of { $amount } may be paid until { $day }.
extension-too-long = At your member level a bill can wait { $days } days at most, that is until { $day }.
extension-not-later = That would be no later than now. It can wait until { $day }.
refused-extension-not-offered = This shop does not put off bills. A colleague can look at it with you.
refused-extended-before = That bill was put off once already, and that is the limit.
refused-extension-too-late = That bill has been due for { $days_late } days, which is too long to put it off. You can pay it now.
refused-extension-too-long = A bill can wait { $most_days } days at most.
refused-extension-not-later = That day is no later than the one it is due.

# Taking up again
errand-renew-subscription = taking up your subscription again
renew-title = Take up { $plan } again?
renew-note = It runs from today and renews by itself. The first bill is due in { $days } days.
renew-done = Done: { $plan } runs again. Bill { $number } of { $amount } is due on { $day }.
refused-renews-by-itself = It renews by itself, so nothing has to be done.
refused-bill-open = Something is still to be paid for it. Once that is done, it can go on.
refused-subscription-over = That subscription has ended. It can be taken up again.
edit-details-refused-same-method = It is paid that way already.

# Something is wrong
errand-dispute = what is wrong with your subscription
dispute-no-subscription = If money was taken for one all the same, a colleague can look for it with you: please have the day and the amount ready.
dispute-what = What is wrong?
dispute-not-ordered = { $name }: I did not order it
dispute-missing = { $name } is gone
dispute-said = What is wrong with it? A colleague will read it.
dispute-service =
    { $name }, { $amount } each period, was added on { $day } { $by ->
        [customer] by you, according to our records.
       *[other] by us, without an order of yours. I am sorry.
    }
dispute-service-gone =
    { $name }, { $amount } each period, was taken out on { $day } { $by ->
        [customer] by you, according to our records.
       *[other] by us, without a word from you. I am sorry.
    }
dispute-twin = There is a second bill for the same period, { $number } of { $amount }. That looks like an error of ours.
dispute-title = Have this bill looked at?
dispute-note-open = A colleague decides and writes to you. Until then nothing has to be paid for it.
dispute-note-paid = A colleague decides and writes to you. If it is wrong, the money comes back the way it was paid.
dispute-done = A colleague has it now, under number { $number }, with all the facts.
service-out-title = Take this out?
service-out-note = It is on no bill from the next one on.
service-out-note-refund = It goes at once, and open bills ask no more for it.
service-back-title = Put this back?
service-back-note = It works again at once, and is on your next bill.
service-done = Done: { $name } is taken out, from the next bill on.
service-done-refund = Done: { $name } is taken out, and { $refund } goes back to you the way it was paid.
service-done-back = Done: { $name } is back. It can take a few minutes until you see it in your account.
refused-dispute-too-late = That bill is older than { $dispute_days } days, so I cannot open this myself. A colleague can look at it.
refused-no-such-service = Your subscription has no such service.
refused-service-is-so = It is so already, so there was nothing to change.

# Points and credit
errand-claim-credit = your missing points or credit
points-balance = You have { $points } points.
points-entry =
    • { $amount } on { $day }: { $reason ->
        [order] order { $number }
        [return] return from order { $number }
        [used] used
        [added_later] added later for order { $number }
        [goodwill] from us, with an apology
       *[other] a promotion
    }
points-owed = The points of { $orders } have not come yet.
button-points-owed = Add them
credit-left = • Credit left: { $left }
credit-nothing-missing = All your delivered orders have their points.
credit-which = What is missing?
credit-other = Something else
credit-said = What should be there, from when and for what? A colleague will look for it.
credit-title = Add these points?
credit-title-person = Have this looked for?
credit-note = They should have come when the order was delivered. I am sorry.
credit-note-person = A colleague looks into it and writes to you.
credit-done = Done: the points of order { $number } are added. You have { $total } now.
credit-done-person = A colleague has it now, under number { $number }.
refused-points-after-delivery = Points come when an order has been delivered, and order { $number } is not there yet.
refused-points-entered = The { $entered } points of order { $number } are in your account. If you do not see them there, sign out and in again.
refused-no-points-for-it = Order { $number } earned no points: what was in it went back, or cost less than one euro.
refused-not-so-many-points = Order { $number } lacks { $owed } points.

# Membership
standing-level =
    Your member level: { $level ->
        [blue] Blue
        [silver] Silver
        [gold] Gold
       *[other] { $level }
    }
standing-points = • Points: { $points }
standing-plan =
    • { $plan }: { $state ->
        [paused] paused, because a bill has not been paid
       *[other] active, renews on { $day }
    }
standing-no-plan = • No paid plan
