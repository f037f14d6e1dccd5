# Every mail
mail-hello = 您好！
mail-closing = { $shop }。本邮件由系统自动发送，请勿直接回复。
mail-ask-us = 如有疑问，欢迎到我们网站的在线客服提问，需要时可转人工。
mail-to-shop = 前往 { $shop }

# One-time codes
mail-code-subject = 您的 { $shop } 验证码
mail-code = 您正在 { $shop } 的在线客服中验证身份，验证码是：
mail-code-until = 验证码 { $minutes } 分钟内有效，只能在该对话中使用。我们不会打电话索要验证码，客服人员也不需要它。
mail-code-not-you = 如果不是您本人操作，无需理会：没有验证码，任何人都看不到您的订单。
