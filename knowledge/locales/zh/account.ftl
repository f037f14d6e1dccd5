# Mails of an account
mail-username-subject = 您在 { $shop } 的用户名
mail-username = 您在 { $shop } 的在线客服中查询了用户名。您的用户名就是您的邮箱地址：{ $email }
mail-username-not-you = 如果不是您本人操作，无需理会：除您以外没有人得知。
mail-email-change-subject = 请确认您在 { $shop } 的新邮箱
mail-email-change = 您在 { $shop } 的账户邮箱将改为 { $email }。请在 24 小时内打开此链接，在此之前仍使用原邮箱。
mail-email-change-not-you = 如果不是您本人操作，请不要打开链接，账户不会有任何变化。
mail-email-change-link = 确认新邮箱

# The page behind the link
page-email-title = 您的新邮箱
page-email-ask = 今后是否使用这个邮箱作为您的账户邮箱？
page-email-yes = 是的，确认
page-email-done = 谢谢，新邮箱已生效。
page-email-expired = 此链接已使用、已超过 24 小时，或该邮箱属于其他账户。请到在线客服重新获取链接。
