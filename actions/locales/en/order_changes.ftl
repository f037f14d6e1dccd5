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
