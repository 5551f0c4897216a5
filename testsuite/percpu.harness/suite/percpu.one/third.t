fail
