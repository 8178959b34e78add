-- TCP sockets on the loopback interface.
local ip = require 'ip'

-- An acceptor on a port of the system's choice. Without an address it is one of IPv4.
function listening(address, backlog)
    local acceptor = ip.tcp.acceptor.new()
    acceptor:open(address or ip.address.loopback_v4())
    acceptor:bind(address or ip.address.loopback_v4(), 0)
    acceptor:listen(backlog)
    return acceptor
end

-- Two sockets that are connected to each other.
function pair()
    local acceptor, client = listening(), ip.tcp.socket.new()
    local accepting = spawn(function() return acceptor:accept() end)
    client:connect(ip.address.loopback_v4(), acceptor.local_port)
    local server = accepting:join()
    acceptor:close()
    return client, server
end
