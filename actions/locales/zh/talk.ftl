# Lists
list-separator = 、
list-end = { $start }、{ $last }
part-separator = ；
value-separator = {" "}
named-variant = { $name }（{ $values }）
colour-and-size = { $colour } { $size }

# Opening hours
hours-days = { $first }至{ $last }
hours-part = { $days } { $opens }–{ $closes }

# Buttons
button-details = 详情
button-why = 为什么推荐？
button-cheaper = 便宜一点
button-more = 看更多
button-compare = 对比
button-person = 转人工客服
button-accessories = 有什么可以搭配？
button-similar = 看看别的
button-size = 选哪个尺码？
button-notify = 到货通知我
button-return = 我要退货
button-put-right = 要求换新或退款
button-cancel = 取消这个订单
button-cancel-yes = 是的，取消
button-cancel-no = 不，保留
button-return-yes = 是的，申请退货
button-return-no = 不，先不退
button-opened = 拆开过
button-unopened = 没拆封

# When something goes wrong
failed = 抱歉，我这边出了点问题，没能完成，也没有做任何更改。我的同事可以帮您。（参考编号 { $reference }）
failed-writing = 抱歉，我这边出了点问题，无法确定有没有办成。请先在您的账号里看一下再重试，或者问问我的同事。（参考编号 { $reference }）

# People
handoff-open =
    { $waiting ->
        [0] 正在为您转接我的同事，他们会在这里回复您。您排在第一位。
        [1] 正在为您转接我的同事，他们会在这里回复您。您前面还有一位。
       *[other] 正在为您转接我的同事，他们会在这里回复您。您前面还有 { $waiting } 位。
    }
handoff-closed = 我的同事现在不在，{ $day }{ $time }回来。您的消息已经排进他们的队列，他们会在这里回复您。请把需要他们知道的都写下来。
handoff-message = 您的消息已经排进我同事的队列，他们会在这里回复您。
hours-open = 在的，我的同事现在可以为您服务。服务时间：{ $hours }。
hours-closed = 我的同事现在不在，{ $day }{ $time }回来。服务时间：{ $hours }。我一直都在。
hours-never = 目前只有我在，一直都在。
contact-person-here = 您也可以直接在这里和我的同事聊。

# Feedback
complaint = 非常抱歉。您说的我已经记下来，交给能改进的同事。现在有什么我可以帮您的吗？
complaint-about = { $product } 让您失望了，非常抱歉。您说的我已经记下来，交给能改进的同事。现在有什么我可以帮您的吗？
review = 谢谢您！您的意见我已经转给商品团队。
review-about = 谢谢您！您对 { $product } 的意见我已经转给商品团队。
review-bad = 谢谢您的坦诚，没能做得更好，非常抱歉。您的意见我已经转给商品团队。要和我的同事聊聊吗？
praise = 谢谢您的夸奖！我已经转达了。
praise-about = 谢谢您！您对 { $product } 的夸奖我已经转达了。
rate-ask = 您觉得怎么样？请打分，1 分（很差）到 5 分（非常好）。
rate-thanks = 谢谢您的 { $rating } 分（满分 5 分）。
rate-bad = 谢谢您告诉我们，{ $rating } 分（满分 5 分）不是我们想要的结果。要和我的同事聊聊吗？

# Not understood
out-of-scope = 这个我帮不上忙：我能为您推荐商品，处理订单、退货和退款。
fallback-choices = 我不太确定您的意思，您想说的是下面哪一个？
fallback-person = 我还是没有明白，又不想乱猜。要为您转接我的同事吗？
help-no-article = 我没有找到相关的说明。我的同事可以告诉您。

# Talk
affirm-nothing = 好的，有什么可以帮您？
deny = 好的，还有别的可以帮您吗？
stopped = 好的，那就先这样。
stopped-form = 好的，已经停下，没有做任何更改。
repeat-nothing = 我还没有说过什么呢。

# More than one wish, and other languages
also-wanted = 您刚才还说“{ $wish }”，我们接着办这件吗？
language-switched = 好的，我们接下来说中文。
language-unknown = 抱歉，我只会中文和英文，我的同事也许会说更多语言。

# Intents as shoppers would say them
intent-recommend-product = 帮我找商品
intent-refine-search = 换个条件找
intent-show-more = 看更多
intent-select-item = 看看某一款
intent-compare-products = 对比商品
intent-ask-product-detail = 问问商品细节
intent-ask-size-advice = 选哪个尺码？
intent-ask-availability = 有货吗？
intent-notify-back-in-stock = 到货通知我
intent-ask-accessories = 有什么可以搭配？
intent-why-this = 为什么推荐这款？
intent-forget-preference = 去掉一个条件
intent-place-order = 我要下单
intent-ask-price = 多少钱？
intent-price-match = 别处更便宜
intent-promo-code = 优惠券和折扣
intent-check-payment-methods = 有哪些付款方式？
intent-payment-issue = 付款不成功
intent-cart-problem = 购物车或网站有问题
intent-track-order = 我的订单到哪了？
intent-order-details = 查看订单详情
intent-cancel-order = 取消订单
intent-check-cancellation-fee = 取消要收费吗？
intent-change-order = 修改订单
intent-change-shipping-address = 修改收货地址
intent-set-up-shipping-address = 添加收货地址
intent-change-payment-method = 换一种付款方式
intent-delivery-options = 配送方式和运费
intent-delivery-period = 多久能送到？
intent-reschedule-delivery = 改送货时间
intent-missing-item = 少件或没收到货
intent-get-invoice = 开发票
intent-check-invoice = 查看发票
intent-billing-dispute = 扣款有误
intent-return-item = 我要退货
intent-exchange-item = 我要换货
intent-get-refund = 我要退款
intent-track-refund = 我的退款到哪了？
intent-update-refund = 修改退款
intent-check-refund-policy = 退货退款规则
intent-warranty-claim = 我要保修
intent-product-problem = 商品有问题
intent-complaint = 我要投诉
intent-create-account = 注册账号
intent-edit-account = 修改账号资料
intent-delete-account = 注销账号
intent-switch-account = 换一个账号
intent-recover-username = 忘记用户名
intent-recover-password = 忘记密码
intent-reset-2fa = 登录验证码有问题
intent-registration-problems = 注册不成功
intent-newsletter-subscription = 订阅或退订邮件
intent-membership-info = 会员和积分
intent-subscription-status = 我的订阅情况
intent-subscription-payment = 支付订阅费
intent-subscription-extension = 延长订阅
intent-subscription-dispute = 订阅扣费有误
intent-missing-credit = 余额或积分没到账
intent-what-do-you-know = 你们知道我哪些信息？
intent-update-preference = 更正我的信息
intent-withdraw-consent = 停止使用我的数据
intent-export-my-data = 导出我的数据
intent-erase-my-data = 删除我的数据
intent-contact-human-agent = 转人工客服
intent-contact-customer-service = 怎么联系客服？
intent-check-business-hours = 服务时间
intent-review = 写评价
intent-rate-service = 给服务打分
intent-praise = 表扬一下
intent-help = 你能做什么？
