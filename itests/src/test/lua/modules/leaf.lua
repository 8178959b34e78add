local ok, e = pcall(require, './child')
outcome = e
