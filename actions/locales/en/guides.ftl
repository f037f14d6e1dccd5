# Something does not work
errand-troubleshoot = getting your product to work
problem-sorry = I am sorry about that. I have passed it on to the product team, and will help you here.
problem-sorry-about = I am sorry about the { $product }. I have passed it on to the product team, and will help you here.
guide-which-product = Which product is it about?
guide-which-symptom = { $product ->
        [none] What does it do?
       *[other] What is wrong with the { $product }?
    }
guide-button-helped = It works now
guide-button-still = Still the same
guide-button-already = I tried that already
guide-button-options = What else can I do?
guide-button-else = Something else
guide-not-understood = I am not sure how that turned out. Please choose what fits best.
guide-solved = Good to hear! If it comes back, tell me and we take it from there.
guide-keep-it = Please keep it, with its packaging: it must not go by ordinary post. A colleague tells you how it is collected.
guide-options = This is what I can do for you, the best first:
guide-options-person = A colleague can look at this with you.
guide-options-sign-in = If you bought it here, sign in so that I see your order and your warranty: { $link }. A colleague can help without that, too.
guide-option-claim = Warranty claim
guide-option-exchange = Exchange it
guide-option-return = Send it back
guide-told-claim-at-once = Warranty claim: a replacement or your money back at once, with nothing to send in first.
guide-told-claim-looked-at = Warranty claim: a replacement or your money back, once a colleague has accepted it.
guide-told-exchange = Exchange: another size or version of the same product.
guide-told-return-free = Return: your money back when the parcel is here; sending it is free.
guide-told-return-fee = Return: your money back when the parcel is here, less { $fee } for sending it.
guide-tried = { $product }: { $steps }
guide-tried-nothing = nothing tried yet
guide-answered = { $step } – { $answer }
