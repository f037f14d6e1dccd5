# How subscriptions and bills stand
subscription-none = 您的账号里没有订阅，所以没有要付的订阅费。
subscription-active =
    您的 { $plan }（订阅号 { $number }）有效：{ $months ->
        [1] 每月
        [12] 每年
       *[other] 每 { $months } 个月
    } { $price }，{ $since }开通，{ $day }自动续订。
subscription-active-once =
    您的 { $plan }（订阅号 { $number }）有效：{ $months ->
        [1] 每月
        [12] 每年
       *[other] 每 { $months } 个月
    } { $price }，{ $since }开通，不会自动续订。
subscription-paused =
    您的 { $plan }（订阅号 { $number }，{ $months ->
        [1] 每月
        [12] 每年
       *[other] 每 { $months } 个月
    } { $price }）已暂停，因为有账单未付。付清后立即恢复。
subscription-ended =
    您的 { $plan }（订阅号 { $number }）已于{ $day }结束：{ $reason ->
        [unpaid] 账单没有按时付款。
        [shop] 由我们终止。
       *[other] 是您停用的。
    } 现在无效，也不再扣费。
subscription-runs-on = 所以不用做什么，会一直有效。
subscription-end = { $plan } 随时可以停用，停用后用到{ $day }，也就是已付费的这一期结束。由我的同事为您办理。
period = { $months } 个月
service-name =
    { $code ->
        [gift_wrap] 礼品包装
        [device_cover] 设备保障
        [saturday_delivery] 周六配送
       *[other] { $name }
    }
service-line =
    • { $name }：每期 { $amount }，{ $day }由{ $by ->
        [customer] 您
       *[other] 我们
    }添加
service-gone =
    • { $name }：{ $day }由{ $by ->
        [customer] 您
       *[other] 我们
    }取消
bill-part = { $name } { $amount }
bill-open = 应付：{ $amount }，{ $day }到期（账单 { $number }：{ $parts }）。
bill-overdue = 逾期：{ $amount }，{ $day }已到期（账单 { $number }：{ $parts }）。
bill-paying = 账单 { $number } 的 { $amount } 正在付款中（{ $parts }）。
bill-paid = 已付：{ $amount }，{ $day }（账单 { $number }：{ $parts }）。
bill-disputed = 账单 { $number }，{ $amount }（{ $parts }）正由我的同事核查，期间不用付。
bill-void = 账单 { $number }，{ $amount } 已作废（{ $parts }）。
bill-none-open = 目前没有要付的账单。
bill-paying-already = 账单 { $number } 的 { $amount } 已经在付款中。
bill-button = { $amount }，{ $day }
bill-which = 您指的是哪张账单？
way-with-balance = { $name }（剩 { $left }）
way-with-digits = { $name } 尾号 { $digits }
button-pay-bill = 马上付款
button-pay-later = 晚点付
button-renew-subscription = 重新开通
confirm-plan = 套餐
confirm-period = 周期
confirm-services = 包含
confirm-first-bill = 首张账单
confirm-bill = 账单
confirm-made-of = 明细
confirm-due = 到期日
confirm-due-then = 延期至
confirm-to-pay = 应付
confirm-amount = 金额
confirm-service = 服务
confirm-each-period = 每期
confirm-said = 您的说明
confirm-points = 积分

# Paying
errand-pay-bill = 付账单
pay-title = 支付账单 { $number }？
pay-note = 只扣一次，用您账号里绑定的方式。
pay-with-what = 您想用什么付款？
pay-too-little = 这个方式的余额不够付这张账单。
pay-no-method = 您的账号里没有绑定付款方式，聊天里也不收卡号。请在账号里添加：{ $link }
pay-done = 账单 { $number } 已付：{ $amount }。
pay-started = 账单 { $number } 的 { $amount } 正在扣款。银行确认后就算付清，您随时可以问我。
refused-bill-paid = 这张账单已经付过了。
refused-bill-being-paid = 这张账单已经在付款中。
refused-bill-disputed = 我的同事正在核查这张账单，在那之前不用付。
refused-bill-void = 这张账单已作废。

# Paying later
errand-extend-bill = 账单延期
extend-title = 账单 { $number } 延期付款？
extend-note = 每张账单可以延期一次，期间订阅照常有效。
extend-done = 好的：账单 { $number }（{ $amount }）可以在{ $day }前付款。
extension-too-long = 按您的会员级别，账单最多延期 { $days } 天，也就是到{ $day }。
extension-not-later = 这一天不比现在的到期日晚。最晚可以延到{ $day }。
refused-extension-not-offered = 本店账单不能延期，我的同事可以和您一起看看。
refused-extended-before = 这张账单已经延期过一次，不能再延。
refused-extension-too-late = 这张账单已经逾期 { $days_late } 天，不能再延期了。您可以现在付款。
refused-extension-too-long = 账单最多延期 { $most_days } 天。
refused-extension-not-later = 这一天不比到期日晚。

# Taking up again
errand-renew-subscription = 重新开通订阅
renew-title = 重新开通 { $plan }？
renew-note = 从今天起生效并自动续订。首张账单 { $days } 天后到期。
renew-done = 好的：{ $plan } 已恢复。账单 { $number }（{ $amount }）于{ $day }到期。
refused-renews-by-itself = 会自动续订，不用办理。
refused-bill-open = 还有账单没付。付清后就可以继续。
refused-subscription-over = 这个订阅已经结束，可以重新开通。
edit-details-refused-same-method = 现在就是用这个方式付款。

# Something is wrong
errand-dispute = 订阅的问题
dispute-no-subscription = 如果还是扣了钱，我的同事可以和您一起查，请准备好日期和金额。
dispute-what = 哪里不对？
dispute-not-ordered = { $name }：我没有订
dispute-missing = { $name } 不见了
dispute-said = 具体是哪里不对？我的同事会看到您的说明。
dispute-service =
    { $name }（每期 { $amount }）于{ $day }{ $by ->
        [customer] 由您添加，这是我们的记录。
       *[other] 由我们添加，没有您的订购。非常抱歉。
    }
dispute-service-gone =
    { $name }（每期 { $amount }）于{ $day }{ $by ->
        [customer] 由您取消，这是我们的记录。
       *[other] 由我们取消，没有您的同意。非常抱歉。
    }
dispute-twin = 同一期还有另一张账单 { $number }，{ $amount }，看来是我们出错了。
dispute-title = 请同事核查这张账单？
dispute-note-open = 由我的同事核查后答复您，在那之前不用付。
dispute-note-paid = 由我的同事核查后答复您。如果有误，钱按原方式退回。
dispute-done = 已转给我的同事，编号 { $number }，相关记录都附上了。
service-out-title = 取消这项服务？
service-out-note = 从下一张账单起不再收费。
service-out-note-refund = 立即取消，未付账单里也不再收这一项。
service-back-title = 恢复这项服务？
service-back-note = 立即恢复，计入下一张账单。
service-done = 好的：{ $name } 已取消，从下一张账单起不再收费。
service-done-refund = 好的：{ $name } 已取消，{ $refund } 按原方式退给您。
service-done-back = 好的：{ $name } 已恢复。账号里可能过几分钟才显示。
refused-dispute-too-late = 这张账单已经超过 { $dispute_days } 天，我没法直接受理，我的同事可以帮您看。
refused-no-such-service = 您的订阅里没有这项服务。
refused-service-is-so = 现在就是这样，不用改。

# Points and credit
errand-claim-credit = 没到账的积分或余额
points-balance = 您有 { $points } 积分。
points-entry =
    • { $amount }（{ $day }）：{ $reason ->
        [order] 订单 { $number }
        [return] 订单 { $number } 退货
        [used] 已使用
        [added_later] 订单 { $number } 补加
        [goodwill] 我们的补偿
       *[other] 活动
    }
points-owed = 订单 { $orders } 的积分还没有到账。
button-points-owed = 补上积分
credit-left = • 余额：{ $left }
credit-nothing-missing = 您已送达的订单都已计入积分。
credit-which = 什么没有到账？
credit-other = 其他
credit-said = 应该有什么，什么时候的，因为什么？我的同事会去查。
credit-title = 补加这些积分？
credit-title-person = 请同事核查？
credit-note = 本来送达时就该到账，非常抱歉。
credit-note-person = 由我的同事核查后答复您。
credit-done = 好的：订单 { $number } 的积分已补上，您现在有 { $total } 积分。
credit-done-person = 已转给我的同事，编号 { $number }。
refused-points-after-delivery = 订单送达后才有积分，订单 { $number } 还没有送到。
refused-points-entered = 订单 { $number } 的 { $entered } 积分已经在您的账号里。如果看不到，请退出后重新登录。
refused-no-points-for-it = 订单 { $number } 没有积分：商品已退回，或者不到 1 欧元。
refused-not-so-many-points = 订单 { $number } 少了 { $owed } 积分。

# Membership
standing-level =
    您的会员级别：{ $level ->
        [blue] 蓝卡
        [silver] 银卡
        [gold] 金卡
       *[other] { $level }
    }
standing-points = • 积分：{ $points }
standing-plan =
    • { $plan }：{ $state ->
        [paused] 已暂停，有账单未付
       *[other] 有效，{ $day }续订
    }
standing-no-plan = • 没有付费套餐
