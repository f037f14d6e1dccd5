# Lists
list-separator = ,{" "}
list-end = { $start } and { $last }

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
intent-track-order = Where is my order?
intent-cancel-order = Cancel an order
intent-return-item = Return something
intent-track-refund = Where is my refund?
intent-check-refund-policy = Rules for returns
intent-delivery-options = Delivery and its cost
intent-contact-human-agent = Talk to a person
intent-contact-customer-service = Reach customer service
intent-check-business-hours = Opening hours
intent-review = Give an opinion
intent-rate-service = Rate the service
intent-complaint = Complain
intent-help = What you can do
