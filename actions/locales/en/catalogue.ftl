# What catalogues call things. Theirs are English words already.
word-colour =
    { $key ->
       *[other] { $word }
    }
word-material =
    { $key ->
       *[other] { $word }
    }
word-property =
    { $key ->
       *[other] { $word }
    }
word-value =
    { $key ->
       *[other] { $word }
    }
