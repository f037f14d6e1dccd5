# Another version of an item
variant-which = { $item }想换成哪一款？
variant-which-option = { $item }的{ $option }想换成哪一种？
variant-several = 符合的有好几款，{ $item }想换成哪一款？
variant-not-had = { $item }没有完全符合要求的款式，最接近的有：
variant-nothing-else = { $item }（订单 { $number }）目前没有其他款式有货。
button-variant-none = 这件不换了
price-same = 价格相同
price-more = 贵 { $amount }
price-less = 便宜 { $amount }

# Ways to pay
method-card = { $brand }（尾号 { $digits }）
method-with-balance = { $method }（余额 { $left }）
payment-credit-card = 银行卡
payment-other = 其他支付方式
