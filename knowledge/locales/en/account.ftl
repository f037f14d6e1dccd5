# Mails of an account
mail-username-subject = Your user name at { $shop }
mail-username = you asked in the chat of { $shop } for your user name. It is your e-mail address: { $email }
mail-username-not-you = If it was not you who asked, you need not do anything: nobody but you was told.
mail-email-change-subject = Please confirm your new e-mail address at { $shop }
mail-email-change = { $email } shall be the e-mail address of your account at { $shop }. Please open this link within 24 hours; until then your old address stays.
mail-email-change-not-you = If you know nothing of this, leave the link alone: then nothing changes.
mail-email-change-link = Confirm the new address

# The page behind the link
page-email-title = Your new e-mail address
page-email-ask = Shall this address be the e-mail address of your account from now on?
page-email-yes = Yes, confirm it
page-email-done = Thank you. Your new e-mail address counts from now on.
page-email-expired = This link has been used, is older than 24 hours, or the address belongs to another account. Please ask for a new link in the chat.
