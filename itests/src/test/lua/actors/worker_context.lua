-- Tells the context of itself and of a module that it imports.
local inbox = require 'inbox'
local main = inbox:receive()
main:send {own = _CONTEXT, imported = require('/context_of_module').context}
main:close()
