local ok, e = pcall(require, '../cycle_a')
outcome = e
