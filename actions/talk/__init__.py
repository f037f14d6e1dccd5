"""What is said beside the shop's business: talk, help articles, feedback, other languages, and persons."""
