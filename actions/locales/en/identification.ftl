# Who is it
errand-identify = finding out who you are
identify-which = I show orders only to the person they belong to. Which order is it about, and which e-mail address did you use for it? I will mail you a code. You can also sign in: { $link }
identify-order = Which order is it about? Its number is in the mail that confirmed it.
identify-email = And which e-mail address did you use for order { $number }?
identified = Thank you, now I know that it is you.
identified-what-else = What can I do for you?

# The code
code-sent = If order { $number } was placed with that address, a code of six digits is on its way to it. Please type it here within { $minutes } minutes.
code-sent-again = I have asked for a new code. If order { $number } was placed with that address, it is on its way; the one before does not count any more. Please type the new one within { $minutes } minutes.
code-awaited = Please type the code of six digits that was mailed for order { $number }, within { $minutes } minutes.
code-wrong = That is not the right code. Please look at the newest mail again, or have a new code sent.
code-spent = That code was typed wrong too often and does not count any more. I can have a new one sent.
code-expired = That code is too old: a code can be used for { $minutes } minutes. I can have a new one sent.
code-too-many = So many codes were asked for that no more are sent within the hour. The last one may still be typed while it is good; otherwise a colleague can find out who you are.
code-no-access = Then a code is of no use. A colleague can find out in another way who you are. Shall I get one?
code-elsewhere = This chat is somebody else's already, so I cannot show you your orders in it. A colleague can help you.

# Buttons
button-new-code = Send a new code
button-no-mailbox = I cannot open that mailbox
