-- needs lua-lemock: lemock.lua
-- needs lua-lemock-dev: /usr/share/doc/lua-lemock-dev/unit/module.lua
-- needs lua-uri-dev: /usr/share/doc/lua-uri-dev/examples/lunit.lua
-- The library's own tests, with the lunit that another package carries.
local t = ...
package.path = '/usr/share/doc/lua-lemock-dev/?.lua;' .. package.path
t.lunit('/usr/share/doc/lua-uri-dev/examples', {'unit.action', 'unit.action_generic', 'unit.argv', 'unit.controller', 'unit.module', 'unit.userguide'})
