-- needs lua-uri: uri.lua
-- needs lua-uri-dev: /usr/share/doc/lua-uri-dev/examples/uri-test.lua
-- The library's own tests, but for the one that needs a package that Debian does not have.
local t = ...
t.lunit('/usr/share/doc/lua-uri-dev/examples', {'test._generic', 'test._pristine', 'test._relative', 'test._resolve', 'test._util', 'test.data',
    'test.file', 'test.ftp', 'test.http', 'test.pop', 'test.rtsp', 'test.telnet', 'test.urn-issn', 'test.urn-oid', 'test.urn'})
