-- Keeps the first message, with the channels in it, until the next one comes.
local inbox = require 'inbox'
local kept = inbox:receive()
pcall(inbox.receive, inbox)
assert(kept)
