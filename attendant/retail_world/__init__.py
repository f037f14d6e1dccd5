"""The tau2 retail world as a second shop, and its cases as an exam of our after-sales."""
