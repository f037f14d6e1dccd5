# Lists
list-separator = ,{" "}
list-end = { $start } and { $last }
part-separator = ;{" "}
value-separator = ,{" "}
named-variant = { $name } ({ $values })
colour-and-size = { $colour } and { $size }

# Opening hours
hours-days = { $first }–{ $last }
hours-part = { $days } { $opens }–{ $closes }

# Buttons
button-details = Details
button-why = Why this?
button-cheaper = cheaper
button-more = more
button-compare = compare
button-person = Talk to a person
button-accessories = What goes with it?
button-similar = Show others
button-size = Which size?
button-notify = Tell me when it is back
button-return = Return something
button-put-right = Have it put right
button-cancel = Cancel this order
button-cancel-yes = Yes, cancel it
button-cancel-no = No, keep it
button-return-yes = Yes, open the return
button-return-no = No, leave it
button-opened = Opened
button-unopened = Still sealed

# When something goes wrong
failed = Sorry, something went wrong on my side and I could not do that. Nothing was changed. A colleague can help you. (Reference { $reference })
failed-writing = Sorry, something went wrong on my side and I cannot tell whether it was done. Please look in your account before you try again, or ask a colleague. (Reference { $reference })

# People
handoff-open =
    { $waiting ->
        [0] I am handing you over to a colleague, who will answer here. You are the first in line.
        [one] I am handing you over to a colleague, who will answer here. One person is before you.
       *[other] I am handing you over to a colleague, who will answer here. { $waiting } people are before you.
    }
handoff-closed = My colleagues are not there at the moment; they are back on { $day } at { $time }. Your message is in their queue and they will answer you here. Write down all they should know.
handoff-message = I have put your message in my colleagues' queue. They will answer you here.
hours-open = Yes, my colleagues are there right now. Their hours: { $hours }.
hours-closed = My colleagues are not there right now; they are back on { $day } at { $time }. Their hours: { $hours }. I am here all the time.
hours-never = At the moment only I am here, all the time.
contact-person-here = You can also talk to a colleague here in this chat.

# Feedback
complaint = I am sorry about that. I have written down what you said for the people who can change it. Can I help right now?
complaint-about = I am sorry about the { $product }. I have written down what you said for the people who can change it. Can I help right now?
review = Thank you. I have passed your opinion on to the product team.
review-about = Thank you. I have passed your opinion of the { $product } on to the product team.
review-bad = Thank you for being open; I am sorry it was not better. I have passed it on to the product team. Would you like to talk to a colleague?
praise = Thank you, that is kind! I have passed it on.
praise-about = Thank you, that is kind! I have passed on what you said about the { $product }.
rate-ask = How was it, from 1 (bad) to 5 (very good)?
rate-thanks = Thank you for the { $rating } out of 5.
rate-bad = Thank you for telling us; { $rating } out of 5 is not what we want. Would you like to talk to a colleague about it?

# Not understood
out-of-scope = That is outside what I can do: I advise on our products and help with orders, returns and refunds.
fallback-choices = I am not sure I understood. Did you mean one of these?
fallback-person = I still do not understand, and I would rather not guess. Shall I get a colleague?
help-no-article = I find nothing written about that. A colleague can tell you.

# Talk
affirm-nothing = Good. What can I do for you?
deny = All right. Anything else?
stopped = All right, we leave it at that.
stopped-form = All right, I have stopped. Nothing was changed.
repeat-nothing = I have not said anything yet.

# More than one wish, and other languages
also-wanted = You also wrote “{ $wish }”. Shall we go on with that?
language-switched = All right, let us go on in English.
language-unknown = I speak English and Chinese, I am sorry. A colleague may know more languages.

# Intents as shoppers would say them
intent-recommend-product = Find a product
intent-refine-search = Change my search
intent-show-more = See more
intent-select-item = Look at one product
intent-compare-products = Compare products
intent-ask-product-detail = A question about a product
intent-ask-size-advice = Which size to take
intent-ask-availability = Is it in stock?
intent-notify-back-in-stock = Be told when it is back
intent-ask-accessories = What goes with it
intent-why-this = Why you showed me this
intent-forget-preference = Drop a wish
intent-place-order = Place an order
intent-ask-price = What does it cost?
intent-price-match = I have seen it cheaper
intent-promo-code = Discounts and codes
intent-check-payment-methods = Ways to pay
intent-payment-issue = My payment failed
intent-cart-problem = Trouble with basket or website
intent-track-order = Where is my order?
intent-order-details = What is in my order?
intent-cancel-order = Cancel an order
intent-check-cancellation-fee = What cancelling costs
intent-change-order = Change an order
intent-change-shipping-address = Change the address
intent-set-up-shipping-address = Add an address
intent-change-payment-method = Pay another way
intent-delivery-options = Delivery and its cost
intent-delivery-period = How long delivery takes
intent-reschedule-delivery = Have it delivered another day
intent-missing-item = Something has not come
intent-get-invoice = Get an invoice
intent-check-invoice = Look at an invoice
intent-billing-dispute = A charge is wrong
intent-return-item = Return something
intent-exchange-item = Exchange something
intent-get-refund = Get my money back
intent-track-refund = Where is my refund?
intent-update-refund = Change a refund
intent-check-refund-policy = Rules for returns
intent-warranty-claim = Use the warranty
intent-product-problem = Something is faulty
intent-complaint = Complain
intent-create-account = Open an account
intent-edit-account = Change my details
intent-delete-account = Close my account
intent-switch-account = Use another account
intent-recover-username = I forgot my user name
intent-recover-password = I forgot my password
intent-reset-2fa = Trouble with sign-in codes
intent-registration-problems = Trouble with signing up
intent-newsletter-subscription = Newsletter on or off
intent-membership-info = Points and membership
intent-subscription-status = How my subscription stands
intent-subscription-payment = Pay for my subscription
intent-subscription-extension = Extend my subscription
intent-subscription-dispute = A subscription charge is wrong
intent-missing-credit = Credit or points are missing
intent-what-do-you-know = What do you know about me?
intent-update-preference = Correct what you know about me
intent-withdraw-consent = Stop using my data
intent-export-my-data = Get a copy of my data
intent-erase-my-data = Erase my data
intent-contact-human-agent = Talk to a person
intent-contact-customer-service = Reach customer service
intent-check-business-hours = Opening hours
intent-review = Give an opinion
intent-rate-service = Rate the service
intent-praise = Say something kind
intent-help = What you can do
