"""The cases of the tau2 retail world as talk: a scripted shopper and the real stack."""
