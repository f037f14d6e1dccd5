# Whose data
my-data-visitor = You are not signed in, so I do not know who you are: all I have of you is this conversation. To see, correct, take along or erase what the shop keeps about you, please sign in first: { $link } – or let a colleague help you.

# What is known
known-account = From your account:
known-name = • Name: { $value }
known-email = • E-mail: { $value }
known-phone = • Phone: { $value }
known-city = • City: { $value }
known-level = • Member level: { $value }
known-since = • Customer since { $day }
known-from-orders = What your purchases show (used for advice, because you allowed personalisation):
known-from-elsewhere = What you or the shop noted (used for advice, if you allow personalisation):
known-line = • { $fact }
known-no-facts = I know nothing about your sizes or your taste that advice could use.
known-consents = What you decided:
known-kept =
    Besides, the shop keeps { $orders ->
        [one] one order
       *[other] { $orders } orders
    }, { $chats ->
        [one] one chat
       *[other] { $chats } chats
    } and { $opinions ->
        [one] one opinion
       *[other] { $opinions } opinions
    } of yours.
consent-granted = • { $purpose }: allowed on { $day } (wording { $version })
consent-denied = • { $purpose }: refused on { $day } (wording { $version })
consent-revoked = • { $purpose }: taken back on { $day } (wording { $version })
consent-never-asked = • { $purpose }: you were never asked, so it is not done
purpose-personalisation = Personal advice
purpose-marketing = Offers by mail
purpose-analytics = Statistics of customer groups

# Facts
fact-category =
    { $category ->
        [Clothing] clothing
        [Shoes] shoes
       *[other] { $category }
    }
fact-size = size { $value } in { $category }
fact-not-size = size { $value } is not yours (any more)
fact-likes-brand = you like { $value }
fact-likes-colour = you like { $value }
fact-avoids-brand = nothing from { $value }
fact-avoids-colour = nothing in { $value }
fact-buys-brand = you often buy { $value }
fact-buys-colour = you often buy { $value }
fact-not-brand = { $value } is not to be taken as your brand
fact-not-colour = { $value } is not to be taken as your colour
fact-other = { $name }: { $value }
fact-source-orders = { $fact } – from your orders, last on { $day }
fact-source-chat = { $fact } – you said so here on { $day }
fact-source-account = { $fact } – from your account, { $day }
fact-source-survey = { $fact } – you said so in a survey on { $day }
fact-source-import = { $fact } – from the shop's records, { $day }
fact-of-size = size { $value }
fact-of-brand = { $value }
fact-of-colour = { $value }
fact-stated = Noted: { $facts }. My next suggestions go by it.
fact-denied = All right: { $facts } does not count for you any more, from the next suggestion on.
fact-forgotten = Forgotten: { $facts }. My next suggestions do without it.
fact-not-known = That is not known here any more, so there was nothing to forget.
fact-which = In this chat I can note or forget your sizes, and the brands and colours you like or do not like. Tell me, for example, “I wear 42 now” – or press what I should forget. Nothing has been changed yet.
fact-only-own = I keep sizes for yourself only, so I have noted nothing for somebody else. When you look for a present, just tell me the size then.
fact-needs-consent = I may note that only if you allow personal advice, so nothing has been noted. The question is: “{ $wording }” (wording { $version })
button-forget = Forget: { $fact }

# Consent
consent-ask = This is what you would allow: “{ $wording }” (wording { $version })
consent-thanks = Thank you. { $purpose }: allowed from now on; you can take it back here at any time.
consent-withdrawn-wording = On { $day } you had agreed to this (wording { $version }): “{ $wording }”
consent-withdrawn-personalisation = That is taken back, at once: from my next answer on I advise by this conversation alone. What you bought is no longer used for advice.
consent-withdrawn-marketing = That is taken back, at once: you get no more offers by mail.
consent-was-none-personalisation = { $purpose }: you have not allowed it, so your data is not used for it. I have made sure that it stays so.
consent-was-none-marketing = { $purpose }: you have not allowed them, so you get none. I have made sure that it stays so.
button-allow = Allow personal advice
button-allow-again = Allow it again
button-agree = Yes, I allow it
button-disagree = No

# A copy
export-ready = Here is everything the shop keeps about you, as a file: { $link } – the link works for 15 minutes, so do not pass it on.

# Erasure
erase-title = Erase everything about you?
erase-account = Your account and who you are
erase-whole = all of it
erase-facts = Facts about your taste
erase-chats = Chats
erase-opinions = Opinions you gave
erase-orders = Old orders
erase-note = This cannot be undone. You will be signed out, and running returns can no longer be followed here.
erase-note-kept =
    { $count ->
        [one] One order has to be kept until { $until } by tax law; your name, address and contacts are taken out of it.
       *[other] { $count } orders have to be kept until { $until } by tax law; your name, address and contacts are taken out of them.
    } This cannot be undone. You will be signed out, and running returns can no longer be followed here.
button-erase-yes = Yes, erase everything
button-erase-no = No, keep it
erase-done = Done: what the shop kept about you is erased. Receipt { $number }. This conversation goes, too, within minutes.
erase-done-before = Your data has been erased already; there is nothing left to erase.
erase-kept =
    { $count ->
        [one] One order is kept without your name until { $until }, because tax law wants it.
       *[other] { $count } orders are kept without your name until { $until }, because tax law wants them.
    }
