# Signing in
account-sign-in = That is only for the person whose account it is. Please sign in first: { $link } – or let a colleague help you.

# Opening, closing and changing over an account
account-have-one = You are signed in as { $email }, so you have an account already. If you want another one, sign out first, or let a colleague help you.
account-open-here = You can open an account here: { $link }
account-open-here-no-page = I cannot open an account from here, because you choose and confirm your own address. A colleague can go through it with you.
account-open-trouble = If your address is “taken”, you have an account already, and can get back in. If something else keeps you out, a colleague can look into it. Please never write a password here.
account-close-loses = What would be lost with your account: { $points } points, and credit of { $credit }.
account-switch = You are signed in as { $email }. To use another account on this device, sign out, and sign in with the other one here: { $link } – I show each account to its owner only. If you want a different kind of account, such as one for a company, a colleague can change that.
account-switch-visitor = Nobody is signed in here at the moment. You can sign in with the account you want: { $link }

# Mails with offers
newsletter-off = Done: you get no more offers by mail, from now on. A mail that is on its way may still arrive. Mails about your orders go on.
newsletter-was-off = You are not on the list for offers, so there was nothing to stop. If mails still come, they may go to a second address of yours: their last line has a link to stop them.
newsletter-is-on = You get our offers by mail at the moment.
newsletter-is-off = You do not get our offers by mail at the moment.
button-newsletter-on = Send me offers
button-newsletter-off = Stop the offers
newsletter-title = Get offers by mail?
newsletter-on = Thank you: from now on you get our offers by mail. You can stop them at any time, here or in each mail.
confirm-email = E-mail
confirm-wording = You agree to
errand-join-newsletter = the newsletter

# A forgotten login name or password, and codes
login-name-is = Your user name here is the e-mail address you signed up with. For reasons of safety I do not say in the chat which one that is, but I can send it a reminder.
login-which-address = Which of your e-mail addresses might it be? If none comes to mind, a colleague can help after checking that it is you.
login-no-address = That is not an e-mail address. It looks like name@example.org.
login-mail-asked = If there is an account with { $email }, a mail with the user name has been asked for and goes there. If nothing comes in a few minutes, look in the spam folder or try another address of yours.
login-name-of-yours = You are signed in. Your user name is your e-mail address, { $email }.
errand-login-mail = your user name
password-link = You can choose a new password here: { $link } – a link for it is mailed to your address. Nobody here knows your old password, and nobody will ask you for it.
password-none = There is no password to forget here: you sign in on this page without one: { $link } – if you do not get in, a colleague can help after checking that it is you. Please never write a password into the chat.
codes-none = This shop uses no codes for signing in, so there is none to reset. You sign in here: { $link } – if somebody asks you for a code in our name, do not give it, and tell a colleague.
codes-visitor = Backup codes and a new device are set up here: { $link } – if you cannot get in any more, only a colleague can reset your codes, after checking that it is you.
codes-link = You can set up your codes anew here: { $link } – codes by text message go to your number { $phone }. If that is an old one, change it first. If you cannot get in elsewhere, a colleague can reset your codes after checking that it is you.
codes-link-no-phone = You can set up your codes anew here: { $link } – there is no telephone number in your account yet. If you cannot get in elsewhere, a colleague can reset your codes after checking that it is you.

# Changing details
errand-edit-details = changing your details
details-which = What would you like to change?
details-part-name = My name
details-part-phone = My phone number
details-part-email = My e-mail address
details-part-address = My address
details-part-payment = How my subscription is paid
details-ask-name = What should your name be, in full?
details-ask-phone = What is your new telephone number?
details-ask-email = What is your new e-mail address?
details-ask-address1 = What is your new address? Street and number first; postcode and town can follow, with commas between.
details-ask-zip = And the postcode?
details-ask-city = In which town is that?
details-no-phone = I cannot read that as a telephone number. Please write it with its prefix, such as +49 170 1234567.
details-no-email = I cannot read that as an e-mail address. It looks like name@example.org.
details-no-name = I cannot take that as a name. Please write your first and last name.
details-no-card-numbers = Please never write a card number into the chat. I have not used it, and I need none.
details-elsewhere = That I cannot change in the chat. You can do it in your account: { $link } – or a colleague does it for you.
details-none = none
details-title = Change this?
details-note-own = It holds for future orders. Invoices that were issued keep what they have.
details-note-email = A link goes to the new address. Only when you press it does the change count; until then everything stays as it is.
details-note-address = It is your usual address from then on. Orders that are under way keep theirs.
details-note-payment = Bills from now on are paid that way. New cards are added in your account, never in the chat.
details-done = Done, that is changed.
details-done-email = A mail with a link to { $email } has been asked for. Press the link within 24 hours; until then your old address stays.
details-done-payment = Done: your subscription is paid that way from now on.
confirm-name-now = Name now
confirm-name = New name
confirm-phone-now = Phone now
confirm-phone = New phone
confirm-email-now = E-mail now
confirm-address = New address
confirm-paid-now = Paid now with
payment-which = With what shall your subscription be paid? These are stored with your account; others you can add there: { $link }
payment-nothing-billed = You have no subscription that is billed, so there is no way to pay to change here. For an order you choose it at checkout; stored ones are in your account: { $link }
payment-only-one = There is no other way to pay stored with your account. You can add one there, for I take no card numbers in the chat: { $link }
refused-nothing-to-change = You have not said yet what it should become.
refused-detail-not-changed-here = That cannot be changed in the chat. You can do it in your account.
refused-detail-unusable = That cannot be used. Please look at it again.
refused-detail-is-so = It is so already, so there was nothing to change.
refused-newsletter-on-already = You are on the list already.
refused-wording-changed = The words that you would agree to have changed. Please ask me again.
