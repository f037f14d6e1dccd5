"""People of the shop who log in: agents, product teams, administrators."""
