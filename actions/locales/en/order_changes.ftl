# Another version of an item
variant-which = Which one would you like instead of { $item }?
variant-which-option = What { $option } would you like instead of { $item }?
variant-several = There are several like that. Which one shall it be instead of { $item }?
variant-not-had = I cannot get exactly that instead of { $item }. These come nearest:
variant-nothing-else = There is no other version of { $item } (order { $number }) in stock at the moment.
button-variant-none = Leave that item as it is
price-same = same price
price-more = { $amount } more
price-less = { $amount } less

# Ways to pay
method-card = { $brand } ending in { $digits }
method-with-balance = { $method } with { $left } left
payment-credit-card = a card
payment-other = another way of paying

# Changing an order
errand-change-items = changing items of your order
errand-remove-items = taking something out of your order
errand-change-address = changing where your order goes
errand-change-own-address = changing your address
errand-change-payment = changing how your order is paid
counted = { $count } × { $name }
button-change-items = Change the items
button-all-of-them = All of them
button-own-address = Change my default address
button-find-product = Look for a product
confirm-paid-with = Paid with
change-what = What would you like to change? Still open to changes: { $orders }.
button-change-version = Another version of an item
button-change-remove = Take an item out
button-change-address = The delivery address
button-change-payment = How it is paid
change-none = None of your orders can be changed any more. What has been delivered can be returned or exchanged.
change-not-this = Order { $number } cannot be changed any more. Once it has been delivered, its items can be returned or exchanged.
change-which-item = Which item would you like in another version?
change-which-of-these = You have more than one of those. Which one do you mean?
change-other-product = An item can become another version of the same product, but not another product. I can cancel the order so that you order anew, or you send the item back once it is there and order the other one.
change-pay-with = The new version costs { $amount } more. How would you like to pay that?
change-refund-to = The new version costs { $amount } less. Where shall that go?
change-becomes = becomes { $item }
change-confirm-title = Change order { $number }?
change-total-more = The order will cost { $amount } more; it has not been charged yet.
change-total-less = The order will cost { $amount } less; it has not been charged yet.
change-last = After this the order takes no further change, neither of items nor of the address or the payment, and it cannot be cancelled. If you want anything else changed, tell me before you say yes.
button-change-yes = Yes, change it
change-done-pay = Order { $number } is changed. { $charge } is charged for the difference; the order now comes to { $total }.
change-done-refund = Order { $number } is changed. { $refund } goes back to you; the order now comes to { $total }.
change-done-even = Order { $number } is changed. It comes to { $total }.
add-not-possible = I cannot add anything to an order that is placed already. You can order it separately.
add-order-apart = I cannot add anything to an order that is placed already, so I have changed nothing. You can order { $name } separately here: { $link }

# Taking items out
remove-which = Which item shall I take out?
remove-goes = Comes out
remove-stays = Stays in the order
remove-confirm-title = Take this out of order { $number }?
remove-not-charged = The order has not been charged yet, so you simply pay less.
button-remove-yes = Yes, take it out
remove-done = Done. { $refund } goes back to you; order { $number } now comes to { $total }.
remove-done-not-charged = Done. Order { $number } now comes to { $total }.
refused-removal-not-offered = Single items cannot be taken out of an order in this shop. I can cancel all of order { $number }, or you send the item back once it is there.
refused-would-be-empty = Nothing would be left of order { $number } then. I can cancel it as a whole.

# Cancelling more than one order
cancel-why = Why would you like to cancel?
cancel-reason-changed-mind = no longer needed
cancel-reason-no-longer-needed = no longer needed
cancel-reason-ordered-by-mistake = ordered by mistake
cancel-reason-too-slow = takes too long
cancel-reason-found-cheaper = found it cheaper
cancel-order-label = Order { $number }
cancel-one-of-several = { $items } – { $refund } back to { $method }
cancel-confirm-several = Cancel these { $count } orders?
cancel-confirm-several-note = Each order is cancelled as a whole.
button-cancel-all-yes = Yes, cancel them all
button-cancel-all-no = No, keep them
cancel-kept-several = All right, the orders stay as they are.

# Addresses
address-none = None of your orders can go to another address any more. I can change the address of your account for the next ones.
address-none-but-own = None of your orders can go to another address any more, so this is about your default address.
address-which-order = Which order shall go to another address?
address-where = Where shall it go? Tell me street and number, town, postcode and country.
address-address1 = So far: { $have }. What are the street and the number?
address-city = So far: { $have }. Which town is it?
address-state = So far: { $have }. Which state is it in?
address-zip = So far: { $have }. What is the postcode?
address-country = So far: { $have }. Which country is it in?
address-now = now goes to { $address }
address-default = Your default address
address-too = is changed too
address-new = New address
address-before = Address now
address-confirm-title = Send it to this address?
address-own-confirm-title = Change your default address?
address-own-note = It is used for new orders. Orders placed already keep theirs.
button-address-yes = Yes, use this address
address-done = Order { $number } now goes to { $address }.
address-own-done = Your default address is now { $address }.

# Paying another way
payment-which-order = Which order would you like to pay another way?
payment-which-method = Order { $number } over { $total } is paid by: { $method }. What shall it be instead?
payment-none = You have no order whose payment can still be changed.
payment-no-other = There is no other way of paying stored in your account ({ $method } is how it is paid now). You can add one here: { $link }
payment-before = Paid so far by
payment-after = From now on by
payment-total = Order total
payment-confirm-title = Pay this order another way?
payment-moves = The full amount is taken from the new method and goes back to the old one.
payment-later = Nothing has been charged yet. The new method is charged when the order is.
button-payment-yes = Yes, change it
payment-done = Order { $number } is now paid by { $method }.
