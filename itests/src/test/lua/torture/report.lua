local unclosed = require('greeter').letter.new(true).unclosed() - 1
if unclosed ~= 0 then print(unclosed .. ' letters are not closed') end
print(require('ledger').close())
