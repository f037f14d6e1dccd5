# Signing in
account-sign-in = 这只能由账号本人办理。请先登录：{ $link }，或者让我的同事帮您。

# Opening, closing and changing over an account
account-have-one = 您现在登录的账号是 { $email }，已经有账号了。如果还想再开一个，请先退出登录，或者让我的同事帮您。
account-open-here = 请在这里注册账号：{ $link }
account-open-here-no-page = 注册时要由您自己填写并确认邮箱，我没法替您开账号。我的同事可以一步步带您操作。
account-open-trouble = 如果提示邮箱“已被使用”，说明您已经有账号，找回登录就行。如果是别的原因，我的同事可以帮您查。请不要在这里写密码。
account-close-loses = 注销后会失去：{ $points } 积分，以及余额 { $credit }。
account-switch = 您现在登录的账号是 { $email }。想在这台设备上用另一个账号，请先退出，再在这里登录：{ $link }。每个账号只给本人看。如果想换账号类型，例如企业账号，可以由我的同事办理。
account-switch-visitor = 现在还没有登录任何账号。请用您要的账号在这里登录：{ $link }

# Mails with offers
newsletter-off = 已退订：从现在起不再给您发优惠邮件。已经在发送途中的可能还会收到。与订单有关的邮件照常发送。
newsletter-was-off = 您没有订阅优惠邮件，所以不用退订。如果还收到，可能发到了您的另一个邮箱，邮件末尾有退订链接。
newsletter-is-on = 您目前订阅了我们的优惠邮件。
newsletter-is-off = 您目前没有订阅我们的优惠邮件。
button-newsletter-on = 订阅优惠邮件
button-newsletter-off = 退订优惠邮件
newsletter-title = 订阅优惠邮件？
newsletter-on = 谢谢！从现在起我们会给您发优惠邮件。随时可以在这里或邮件里退订。
confirm-email = 邮箱
confirm-wording = 您同意
errand-join-newsletter = 订阅邮件

# A forgotten login name or password, and codes
login-name-is = 这里的用户名就是您注册时用的邮箱。为了安全，我不在聊天里说是哪一个，但可以给它发一封提醒邮件。
login-which-address = 可能是您的哪一个邮箱？如果想不起来，我的同事核实身份后可以帮您。
login-no-address = 这不是邮箱地址。邮箱的样子是 name@example.org。
login-mail-asked = 如果 { $email } 有账号，用户名会发到这个邮箱，已经登记发送。几分钟后还没收到，请看看垃圾邮件，或换一个邮箱试试。
login-name-of-yours = 您已经登录。用户名就是您的邮箱：{ $email }。
errand-login-mail = 找回用户名
password-link = 请在这里设置新密码：{ $link }，链接会发到您的邮箱。我们谁也不知道您的旧密码，也不会向您要。
password-none = 这里登录不用密码，请直接在这个页面登录：{ $link }。如果登录不了，我的同事核实身份后可以帮您。请不要在聊天里写密码。
codes-none = 本店登录不用验证码，所以没有可以重置的。请在这里登录：{ $link }。如果有人以我们的名义向您要验证码，请不要给，并告诉我的同事。
codes-visitor = 备用码和新设备在这里设置：{ $link }。如果完全登录不了，只有我的同事在核实身份后才能重置。
codes-link = 请在这里重新设置验证码：{ $link }。短信验证码发到尾号 { $phone } 的手机。如果是旧号码，请先更换。如果在别处登录不了，我的同事核实身份后可以重置。
codes-link-no-phone = 请在这里重新设置验证码：{ $link }。您的账号里还没有手机号。如果在别处登录不了，我的同事核实身份后可以重置。

# Changing details
errand-edit-details = 修改资料
details-which = 您想修改什么？
details-part-name = 姓名
details-part-phone = 手机号
details-part-email = 邮箱
details-part-address = 地址
details-part-payment = 订阅的付款方式
details-ask-name = 请写出您的新姓名（全名）。
details-ask-phone = 您的新电话号码是多少？
details-ask-email = 您的新邮箱是什么？
details-ask-address1 = 您的新地址是什么？先写街道和门牌号，邮编和城市可以用逗号隔开接着写。
details-ask-zip = 邮编是多少？
details-ask-city = 在哪个城市？
details-no-phone = 我没看懂这个电话号码。请带上区号写，例如 +86 138 0013 8000。
details-no-email = 我没看懂这个邮箱。邮箱的样子是 name@example.org。
details-no-name = 这不像姓名，请写出您的姓和名。
details-no-card-numbers = 请不要在聊天里写卡号。我没有使用它，也不需要。
details-elsewhere = 这一项没法在聊天里改。您可以在账号里修改：{ $link }，或者由我的同事替您改。
details-none = 无
details-title = 确认修改？
details-note-own = 以后的订单按新资料。已开的发票不变。
details-note-email = 我们会给新邮箱发一个链接，点了以后才生效，在那之前一切照旧。
details-note-address = 以后就是您的常用地址。在途的订单仍送原地址。
details-note-payment = 以后的账单用这个方式付款。新卡请在账号里添加，不要写在聊天里。
details-done = 好的，已经改好了。
details-done-email = 发往 { $email } 的链接邮件已登记发送。请在 24 小时内点开链接，在那之前仍用旧邮箱。
details-done-payment = 好的，订阅以后就用这个方式付款。
confirm-name-now = 现在的姓名
confirm-name = 新姓名
confirm-phone-now = 现在的电话
confirm-phone = 新电话
confirm-email-now = 现在的邮箱
confirm-address = 新地址
confirm-paid-now = 现在的付款方式
payment-which = 订阅用什么付款？下面是账号里已绑定的方式，其他的可以在账号里添加：{ $link }
payment-nothing-billed = 您没有需要付费的订阅，所以这里没有可改的付款方式。订单的付款方式在结算时选择，已绑定的在账号里：{ $link }
payment-only-one = 您的账号里没有绑定其他付款方式。聊天里不收卡号，请在账号里添加：{ $link }
refused-nothing-to-change = 您还没有说要改成什么。
refused-detail-not-changed-here = 这一项没法在聊天里改，请在账号里修改。
refused-detail-unusable = 这个没法用，请再核对一下。
refused-detail-is-so = 现在就是这样，不用改。
refused-newsletter-on-already = 您已经订阅了。
refused-wording-changed = 同意的文字已经更新，请再问我一次。
