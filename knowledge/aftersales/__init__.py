"""After-sales: cancellations, returns and refunds, decided by the shop's written policy."""
