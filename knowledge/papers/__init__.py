"""Papers: what is printed or kept as PDF, such as return labels and invoices."""
