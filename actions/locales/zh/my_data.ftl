# Whose data
my-data-visitor = 您还没有登录，所以我不知道您是谁，我这里只有当前这次对话。要查看、更正、导出或删除本店保存的关于您的数据，请先登录：{ $link } ，也可以让我的同事帮您。

# What is known
known-account = 您的账号里有：
known-name = • 姓名：{ $value }
known-email = • 邮箱：{ $value }
known-phone = • 电话：{ $value }
known-city = • 城市：{ $value }
known-level = • 会员等级：{ $value }
known-since = • { $day }成为本店顾客
known-from-orders = 从您的购买记录看出的（因为您同意了个性化推荐，所以推荐时会用到）：
known-from-elsewhere = 您说过的或本店记下的（您同意个性化推荐时才会用到）：
known-line = • { $fact }
known-no-facts = 关于您的尺码和喜好，我这里没有可以用于推荐的信息。
known-consents = 您的决定：
known-kept = 另外，本店还保存着您的 { $orders } 个订单、{ $chats } 次对话和 { $opinions } 条评价。
consent-granted = • { $purpose }：{ $day }同意（说明版本 { $version }）
consent-denied = • { $purpose }：{ $day }拒绝（说明版本 { $version }）
consent-revoked = • { $purpose }：{ $day }撤回（说明版本 { $version }）
consent-never-asked = • { $purpose }：没有征求过您的同意，所以不会这样做
purpose-personalisation = 个性化推荐
purpose-marketing = 邮件优惠信息
purpose-analytics = 顾客群体统计

# Facts
fact-category =
    { $category ->
        [Clothing] 服装
        [Shoes] 鞋子
       *[other] { $category }
    }
fact-size = { $category }尺码 { $value }
fact-not-size = { $value } 码不是（或不再是）您的尺码
fact-likes-brand = 您喜欢 { $value }
fact-likes-colour = 您喜欢{ $value }
fact-avoids-brand = 不要 { $value } 的商品
fact-avoids-colour = 不要{ $value }
fact-buys-brand = 您常买 { $value }
fact-buys-colour = 您常买{ $value }
fact-not-brand = 不把 { $value } 当作您常买的品牌
fact-not-colour = 不把{ $value }当作您常选的颜色
fact-other = 其他信息 { $name }：{ $value }
fact-source-orders = { $fact }（来自您的订单，最近一次 { $day }）
fact-source-chat = { $fact }（您 { $day }在这里说的）
fact-source-account = { $fact }（来自您的账号，{ $day }）
fact-source-survey = { $fact }（您 { $day }在问卷里说的）
fact-source-import = { $fact }（来自本店的记录，{ $day }）
fact-of-size = { $value } 码
fact-of-brand = { $value } 品牌
fact-of-colour = { $value }（颜色）
fact-stated = 记下了：{ $facts }。接下来的推荐会按这个来。
fact-denied = 好的，从下一次推荐起，{ $facts }不再算作您的喜好或尺码。
fact-forgotten = 已经忘掉：{ $facts }。接下来的推荐不会再用到。
fact-not-known = 这一条已经不在了，没有需要忘掉的内容。
fact-which = 在这里我可以记下或忘掉您的尺码，以及您喜欢或不喜欢的品牌和颜色。比如告诉我“我现在穿 42 码”，或者点一下要我忘掉的内容。目前没有改动任何内容。
fact-only-own = 我只保存您本人的尺码，所以没有为别人记下任何内容。挑礼物时直接告诉我尺码就可以。
fact-needs-consent = 您同意个性化推荐之后我才能记下，所以现在没有记录任何内容。需要您同意的是：“{ $wording }”（说明版本 { $version }）
button-forget = 忘掉：{ $fact }

# Consent
consent-ask = 您将同意的内容是：“{ $wording }”（说明版本 { $version }）
consent-thanks = 谢谢您。{ $purpose }：从现在起生效，您随时可以在这里撤回。
consent-withdrawn-wording = 您曾在 { $day }同意过（说明版本 { $version }）：“{ $wording }”
consent-withdrawn-personalisation = 已经撤回，立即生效：从我的下一句回答起，推荐只依据当前这次对话，不再使用您的购买记录。
consent-withdrawn-marketing = 已经撤回，立即生效：您不会再收到优惠邮件。
consent-was-none-personalisation = { $purpose }：您没有同意过，所以没有使用您的数据。我已确认以后也不会使用。
consent-was-none-marketing = { $purpose }：您没有同意过，所以不会收到。我已确认以后也不会发送。
button-allow = 同意个性化推荐
button-allow-again = 重新同意
button-agree = 好的，我同意
button-disagree = 不同意

# A copy
export-ready = 本店保存的关于您的全部数据都在这个文件里：{ $link } 链接 15 分钟内有效，请不要转给别人。

# Erasure
erase-title = 要删除关于您的全部数据吗？
erase-account = 您的账号和身份信息
erase-whole = 全部
erase-facts = 关于您喜好的信息
erase-chats = 对话
erase-opinions = 您写的评价
erase-orders = 旧订单
erase-note = 删除后无法恢复。您会被退出登录，正在进行的退货也无法再在这里查看。
erase-note-kept = 按税法规定，{ $count } 个订单必须保留到{ $until }，其中您的姓名、地址和联系方式会被去掉。删除后无法恢复。您会被退出登录，正在进行的退货也无法再在这里查看。
button-erase-yes = 是的，全部删除
button-erase-no = 不，保留
erase-done = 完成了：本店保存的关于您的数据已经删除。回执编号 { $number }。这次对话也会在几分钟内删除。
erase-done-before = 您的数据已经删除过了，没有剩下需要删除的内容。
erase-kept = 按税法规定，有 { $count } 个订单在去掉您的姓名后保留到 { $until }。
