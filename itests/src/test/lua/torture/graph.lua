-- Actors that send to each other whatever the dice say. They are interrupted, they close what they have, and others kill them.
-- What became of each message goes to the module "ledger". Each ends by itself once nobody is left who could send to it.
local inbox, ledger, time, letter = require 'inbox', require 'ledger', require 'time', require('greeter').letter
local ip, stream = require 'ip', require 'stream'

local function main()
    local arguments = require('system').arguments
    local actors, messages, seed = tonumber(arguments[3]), tonumber(arguments[4]), tonumber(arguments[5])
    math.randomseed(seed)
    spawn_context_threads(1)
    local all = {}
    for i = 1, actors do
        all[i] = {number = i, channel = spawn_vm('.', {inherit_context = i % 25 ~= 0})}
    end
    for i, actor in ipairs(all) do
        local peers = {}
        for _ = 1, 6 do
            local peer = all[math.random(actors)]
            peers[#peers + 1] = {number = peer.number, channel = peer.channel}
        end
        pcall(function() actor.channel:send {number = i, messages = messages, seed = seed * 1000 + i, peers = peers} end)
    end
    for _, actor in ipairs(all) do actor.channel:close() end
    print 'begun'
    inbox:close()
end

if _CONTEXT == 'main' then return main() end

local setup = inbox:receive()
while not setup.peers do
    -- From an actor that began earlier.
    ledger.received(setup.id)
    if setup.peer then setup.peer.channel:close() end
    setup = inbox:receive()
end
local me, peers = setup.number, setup.peers
math.randomseed(setup.seed)
local senders, receiver = {}, nil

-- A connected socket from which a text can be read, and then the end.
local function socket_with(text)
    local acceptor, writer = ip.tcp.acceptor.new(), ip.tcp.socket.new()
    acceptor:open('v4')
    acceptor:bind('127.0.0.1', 0)
    acceptor:listen()
    writer:connect('127.0.0.1', acceptor.local_port)
    local reader = acceptor:accept()
    acceptor:close()
    stream.write_all(writer, text)
    writer:close()
    return reader
end

local function check(socket, text)
    local buffer, got = byte_span.new(100), ''
    while true do
        local ok, count = pcall(socket.read_some, socket, buffer)
        if not ok then break end
        got = got .. tostring(buffer:slice(1, count))
    end
    assert(got == text, got)
    socket:close()
end

-- A letter that arrives stays closed until its VM ends.
local function payload(id)
    local message = {id = id, text = ('x'):rep(math.random(0, 100))}
    local kind = math.random(10)
    if kind == 1 then message.peer = {number = me, channel = inbox} end
    if kind == 2 then message.peer = peers[math.random(#peers)] end
    if kind == 3 then message.letter = letter.new(true) end
    if kind == 4 then message.span = byte_span.new(10) end
    if kind == 5 and math.random(10) == 1 then message.socket = socket_with(tostring(id)) end
    return message
end

local function send_one()
    local peer = peers[math.random(#peers)]
    local id = ledger.sending(me, peer.number)
    local message = payload(id)
    local ok = pcall(peer.channel.send, peer.channel, message)
    ledger.outcome(id, ok)
end

local function send_all()
    for _ = 1, setup.messages do
        local choice = math.random(20)
        if choice == 1 then time.sleep(math.random() * 0.002) end
        if choice == 2 then this_fiber.yield() end
        send_one()
    end
end

local function receive_all()
    while true do
        local message = inbox:receive()
        ledger.received(message.id)
        local new = message.peer
        if new and #peers > 0 and math.random(2) == 1 then
            local i = math.random(#peers)
            peers[i], new = new, peers[i]
        end
        if message.socket then spawn(function() check(message.socket, tostring(message.id)) end):detach() end
        -- Perhaps one that a fiber is just sending by.
        if new then new.channel:close() end
        if math.random(10) == 1 then this_fiber.yield() end
    end
end

-- Fibers that were interrupted begin again; everything else ends them.
local supervisor = spawn(function()
    repeat
        receiver = spawn(receive_all)
        pcall(receiver.join, receiver)
    until not receiver.interruption_caught
end)
local alive = 3
for i = 1, alive do
    spawn(function()
        repeat
            senders[i] = spawn(send_all)
            senders[i]:join()
        until not senders[i].interruption_caught
        alive = alive - 1
        if alive == 0 then
            for _, peer in ipairs(peers) do peer.channel:close() end
            peers = {}
        end
    end):detach()
end
local chaos = spawn(function()
    for _ = 1, 20 do
        time.sleep(math.random() * 0.01)
        local choice = math.random(8)
        if choice <= 3 then senders[choice]:interrupt() end
        if choice == 4 then receiver:interrupt() end
        if choice == 5 and math.random(20) == 1 then inbox:close() end
    end
end)
chaos:join()
supervisor:join()
while alive > 0 do time.sleep(0.001) end
ledger.finished(me)
