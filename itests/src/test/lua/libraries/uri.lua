-- needs lua-uri: uri.lua
local t = ...
local URI = require 'uri'
local util = require 'uri._util'

local function parts(uri)
    return {uri = uri:uri(), scheme = uri:scheme(), userinfo = uri:userinfo(), host = uri:host(), port = uri:port(), path = uri:path(),
        query = uri:query(), fragment = uri:fragment(), relative = uri:is_relative(), kind = uri._NAME}
end

for _, text in ipairs {'http://example.com', 'HTTP://User:Pw@Example.COM:80/a/./b/../c?x=1&y=%7e#frag', 'https://h:443/', 'ftp://u:p@h/dir;type=a',
        'mailto:a@b.c', 'urn:ISBN:0-395-36341-1', 'urn:issn:1560-1560', 'urn:oid:1.3.6.1', 'urn:x-y:z', 'file:///etc/passwd', 'file://localhost/x', 'data:,A%20b', 'data:text/html;base64,PGI+',
        'telnet://host:23/', 'pop://user;AUTH=*@host:110', 'rtsp://h/x', 'http://[::1]:8080/', 'http://[FE80::1.2.3.4]/', 'http://1.2.3.4/', '../up?q#f', '//host/p', '?q', '#f', ''} do
    local uri, message = URI:new(text)
    t.say(text, uri and parts(uri) or message)
end
for _, text in ipairs {'http://[::1/', 'http://host:port/', 'http://a b/', 'http://h/\1', 'http://1.2.3.400/', 'x://[::12345]/', 'urn:isbn:123', 'urn:issn:1560-1561', 'urn:1', 'http:///x',
        'ftp://h/;type=z', 'data:text', 'http://u:p@/', 'telnet://h/x', 'pop://h/x', 'urn:oid:1..2', 'file:relative'} do
    t.say('bad ' .. text, (select(2, pcall(function() return {URI:new(text)} end)))[2])
end
t.fails('a bad percent', URI.new, URI, 'x:%zz')
t.fails('nothing', URI.new, URI)

-- Resolving, with the examples of RFC 3986.
local base = 'http://a/b/c/d;p?q'
for _, reference in ipairs {'g:h', 'g', './g', 'g/', '/g', '//g', '?y', 'g?y', '#s', 'g#s', 'g?y#s', ';x', 'g;x', '', '.', './', '..', '../', '../g', '../..', '../../', '../../g',
        '../../../g', '/./g', '/../g', 'g.', '.g', 'g..', './../g', './g/.', 'g/./h', 'g/../h', 'g;x=1/./y', 'g?y/./x', 'g#s/../x', 'http:g'} do
    local uri = assert(URI:new(reference, base))
    local back = URI:new(uri:uri())
    back:relativize(base)
    t.say('resolved ' .. reference, uri:uri(), back:uri())
end

-- Changing.
local uri = assert(URI:new('any://example.com/x?y#z'))
t.say('old values', uri:host('other.org'), uri:port(8080), uri:userinfo('me:pw'), uri:path('/new path'), uri:query('q=1'), uri:fragment(nil))
t.say('changed', tostring(uri), uri:eq(URI:new('any://me:pw@other.org:8080/new%20path?q=1')), URI.eq('http://a', 'HTTP://A/'))
t.say('scheme', uri:scheme('other'), uri:scheme(), uri:uri())
for _, change in ipairs {{'port', -1}, {'port', 1.5}, {'port', nil}, {'scheme', '1x'}, {'scheme', nil}, {'host', 'a/b'}, {'host', nil}, {'userinfo', 'a@b'}, {'path', 'x'}, {'uri', nil}, {'uri', 'http://['}} do
    t.say(change[1] .. ' ' .. t.show(change[2]), pcall(uri[change[1]], uri, change[2]))
end
local data = assert(URI:new('data:image/png;base64,AAEC'))
t.say('data', data:data_media_type(), pcall(data.data_bytes, data))
local file = assert(URI:new('file:///a%20b/c'))
t.say('file', file:filesystem_path('unix'), (pcall(file.filesystem_path, file, 'win32')), require('uri.file').make_file_uri('/x y/z', 'unix'):uri(), require('uri.file').make_file_uri('C:\\x\\y', 'win32'):uri())
local ftp = assert(URI:new('ftp://u:p@h/d;type=i'))
t.say('ftp', ftp:username('new'), ftp:password('s;x'), ftp:ftp_typecode('a'), ftp:uri())
local urn = assert(URI:new('urn:ISBN:0-395-36341-1'))
t.say('urn', urn:nid(), urn:nss(), urn:nid('x-other'), urn:uri())

-- The helpers.
t.say('encoded', util.uri_encode('a b/\228?&='), util.uri_encode('abc', 'b'), util.uri_decode('a%20b%2f%zz'), util.uri_decode('%61%62', 'b'), util.uri_encode(nil))
t.say('dots', util.remove_dot_segments('/a/b/c/./../../g'), util.remove_dot_segments('mid/content=5/../6'), util.remove_dot_segments('../../x'))
t.say('split', util.split(',', 'a,b,,c'), util.split(',', ''), util.split('%s', 'a b c', 2), util.attempt_require 'no.such.module')

local draw, lines = t.random(3986), {}
local pool = {'a', '..', '.', 'b%20c', '', 'd;x=1', '%7Eu', 'x=y'}
for i = 1, 400 do
    local segments = {}
    for j = 1, draw(7) do
        segments[j] = pool[draw(#pool)]
    end
    local path = table.concat(segments, '/')
    local resolved, message = URI:new('http://h/' .. path .. '?' .. draw(9))
    lines[i] = resolved and resolved:uri() or message
    local reference, reason = URI:new('./' .. path, lines[i])
    lines[i] = lines[i] .. ' ' .. (reference and reference:uri() or reason)
end
t.say('many', lines[400], t.digest(table.concat(lines, '\n')))
