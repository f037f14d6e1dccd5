# Ordering
order-which-option = Which { $option } of the { $product }?
order-again-option = There is no such { $product }. Which { $option } would you like?
order-line = { $count } × { $item }, { $price } each
order-link = That makes { $total }. This link puts it into your basket, where you check everything and pay: { $link }
order-fewer-left = Of the { $product } there are only { $count } left, so I put in as many.
order-gone = One of these is not sold any more, so I left it out.
order-sold-out = { $product } is sold out, I am sorry. I can tell you when it is back.
order-sold-out-others = { $product } is sold out, I am sorry. These versions can be had, or I tell you when it is back:
order-similar = Something similar that is in stock:
stock-general = I am sorry that what you wanted was sold out. I have written it down for the people who buy our goods. Tell me what you are looking for and I show only what is in stock; for something sold out, I can tell you as soon as it is back.
button-put-in-basket = Put it into the basket for me
button-find-here = Find it for me here
errand-place-order = putting your order together

# Codes
code-which = Which code is it?
code-percent = { $percent } %
code-from = for goods worth { $least } or more
code-until = until { $ends }
code-terms = ,{" "}{ $terms }
code-good = The code { $code } is good: it takes { $off } off{ $terms }. This link enters it in your basket: { $link }
code-refused-code-unknown = I know no code { $code }. Please compare it letter by letter with the message you have it from.
code-refused-code-not-yet-valid = The code { $code } is not valid yet: it starts on { $starts }.
code-refused-code-expired = The code { $code } is out of date: it ended on { $ends }.
code-refused-code-for-other-members = The code { $code } is for another member level than yours.
code-refused-order-too-small = The code { $code } is for goods worth { $least } or more, and your basket is worth less.
code-other = You can use { $code }: it takes { $off } off{ $terms }.
button-use-code = Use { $code }
errand-promo-code = your code

# Lower prices
price-match-shall-i = If you have seen something that you bought from us for less, I can look into it.
button-price-match = Compare what I paid
price-match-nothing-bought = You have no order whose price could be compared.
price-match-which-item = Which of these have you seen for less?
price-match-where = Where is it cheaper?
price-match-here = here in this shop
price-match-elsewhere = another shop
price-match-how-much = What does { $shop } ask for it?
price-match-not-lower = I have compared it: you paid { $paid } for { $item }, and the lower price I know of is { $lower }. So there is no difference to pay back.
price-match-shops = The prices of these shops are matched: { $shops }.
price-match-title = Pay you the difference?
price-match-seen = Cheaper at
price-match-difference = Difference
price-match-note-refund = The lower price then counts for a return, too. This is done once for each item.
price-match-note-not-charged = The order has not been charged yet, so its total falls by this amount.
price-match-note-person = A colleague compares the offer before anything is paid.
price-match-done = Done: { $refund } goes to { $method }.
price-match-done-not-charged = Done: order { $number } costs that much less, and only the new total is charged.
price-match-with-person = I have noted it as { $number }. A colleague compares the offer and pays the difference if it holds; nothing is paid yet. A link to the offer helps them.
price-match-refused-price-match-too-late = Prices are matched for { $window_days } days after an order, and order { $number } was placed { $days_since_order } days ago.
refused-price-matched-already = A lower price has been matched for this item already, or is being looked at. That is done once for each item.
errand-price-match = the lower price

# Trouble with basket, site and payment
trouble-slow = I am sorry that the site is slow. I have written it down for the people who run it. It often helps to reload the page, to close other tabs, or to try another browser; when other sites are slow as well, it is the connection. Or do it here with me, without waiting for pages:
trouble-search = I am sorry that the search does not find what you want. I have written it down for the people who run the site. Tell me what you are looking for and I search everything we have:
trouble-quantity = I am sorry that the number cannot be changed. I have written it down for the people who run the site. It cannot be more than there are in stock. Reload the page and try again, or tell me what you want and how many, and I make you a link with just that:
trouble-vanished = I am sorry that something has gone from your basket. I have written it down for the people who run the site. A basket stays in the browser it was filled in, and what is sold out or no longer sold drops out of it. Tell me what it was, and I look whether it can be had and put it in again:
trouble-basket = I am sorry that the basket gives you trouble. I have written it down for the people who run the site. Reload the page and add it again, or sign out and in once. Or tell me what you want and I make you a link that puts it in:
payment-failed = The payment for order { $number } with { $method } failed, so it has not been paid.
payment-order-placed = Your order { $number } ({ $items }) has been placed all the same: please do not order again.
payment-order-cancelled = Order { $number } ({ $items }) was cancelled, so nothing is charged for it.
payment-no-order = No order of yours was placed in the last day, so nothing is charged for one.
payment-issue-next = If it still does not work, pay another way, or let a colleague help you. Never send me the number of your card.
