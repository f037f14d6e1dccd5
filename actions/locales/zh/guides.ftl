# 商品出了问题
errand-troubleshoot = 帮您排查商品问题
problem-sorry = 非常抱歉。我已经把情况反馈给商品团队，现在来帮您处理。
problem-sorry-about = { $product } 出了问题，非常抱歉。我已经把情况反馈给商品团队，现在来帮您处理。
guide-which-product = 是哪件商品的问题？
guide-which-symptom = { $product ->
        [none] 具体是什么情况？
       *[other] { $product } 具体是什么情况？
    }
guide-button-helped = 现在好了
guide-button-still = 还是一样
guide-button-already = 已经试过了
guide-button-options = 还有什么办法？
guide-button-else = 其他问题
guide-not-understood = 我没太明白结果如何，请选择最接近的一项。
guide-solved = 太好了！如果问题再次出现，请告诉我，我们再处理。
guide-keep-it = 请保留商品和包装，不要用普通快递寄出。同事会告诉您怎么取件。
guide-options = 我可以这样帮您，最合适的排在最前面：
guide-options-person = 可以请同事和您一起看看。
guide-options-sign-in = 如果是在本店购买的，请登录，我就能看到订单和保修：{ $link } 。不登录也可以请同事帮忙。
guide-option-claim = 申请保修
guide-option-exchange = 换货
guide-option-return = 退货
guide-told-claim-at-once = 申请保修：马上补发或退款，不需要先寄回。
guide-told-claim-looked-at = 申请保修：同事审核通过后补发或退款。
guide-told-exchange = 换货：换成同款的其他尺码或款式。
guide-told-return-free = 退货：收到包裹后退款，寄回免运费。
guide-told-return-fee = 退货：收到包裹后退款，扣除运费 { $fee }。
guide-tried = { $product }：{ $steps }
guide-tried-nothing = 还没有尝试
guide-answered = { $step }（{ $answer }）
