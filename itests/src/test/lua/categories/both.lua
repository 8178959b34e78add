from_lua = true
