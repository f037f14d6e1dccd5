# Every mail
mail-hello = Hello,
mail-closing = { $shop }. This mail was written by a machine; please do not answer it.
mail-ask-us = If you have a question about this, ask in the chat on our site: a colleague can take over there.
mail-to-shop = To { $shop }

# One-time codes
mail-code-subject = Your code for { $shop }
mail-code = this is the code that the chat of { $shop } asked you for:
mail-code-until = It can be used for { $minutes } minutes, and only in that chat. We never ask for it by telephone, and no colleague needs it.
mail-code-not-you = If it was not you who asked, you need not do anything: without the code nobody sees your orders.
