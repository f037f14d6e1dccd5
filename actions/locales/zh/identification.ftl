# Who is it
errand-identify = 确认您的身份
identify-which = 订单只给本人查看。请问是哪个订单，下单时用的是哪个邮箱？我会给您发一个验证码。您也可以先登录：{ $link }
identify-order = 请问是哪个订单？订单号在下单确认邮件里。
identify-email = 订单 { $number } 下单时用的是哪个邮箱？
identified = 谢谢，已确认是您本人。
identified-what-else = 请问有什么可以帮您？

# The code
code-sent = 如果订单 { $number } 确实是用这个邮箱下的，六位验证码正在发往该邮箱。请在 { $minutes } 分钟内在这里输入。
code-sent-again = 已申请新的验证码。如果订单 { $number } 确实是用这个邮箱下的，新验证码正在发往该邮箱，之前的已失效。请在 { $minutes } 分钟内输入新的验证码。
code-awaited = 请在 { $minutes } 分钟内输入为订单 { $number } 发到邮箱的六位验证码。
code-wrong = 验证码不正确。请再看一下最新的邮件，或者让我重新发送。
code-spent = 这个验证码输错次数过多，已失效。我可以重新发送一个。
code-expired = 这个验证码已过期：验证码 { $minutes } 分钟内有效。我可以重新发送一个。
code-too-many = 申请验证码的次数太多，一小时内不再发送。最后一个验证码在有效期内仍可输入；否则我的同事可以帮您确认身份。
code-no-access = 那验证码就用不上了。我的同事可以用其他方式确认您的身份，需要帮您转接吗？
code-elsewhere = 这个对话已经属于另一位顾客，我不能在这里给您看订单。我的同事可以帮您。

# Buttons
button-new-code = 重新发送验证码
button-no-mailbox = 我打不开这个邮箱
