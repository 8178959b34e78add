-- needs lua-markdown: markdown.lua
local t = ...
local markdown = require 'markdown'

t.equal('a paragraph', markdown 'Hello *you*', '\n<p>Hello <em>you</em></p>\n')
local documents = {
    headers = '# One\n## Two ##\n###### Six\n\nSetext\n======\n\nSecond\n------\n',
    emphasis = '*em* _em_ **strong** __strong__ ***both*** a_b_c 2*3*4 \\*plain\\* un*frigging*believable',
    code = 'Use `code`, ``a ` tick`` and `<b>&amp;`.\n\n    indented <code>\n\n    more & more\n\nafter',
    lists = '* one\n* two\n    * nested\n    * deep\n* three\n\n1. first\n2. second\n\n   paragraph\n3. third\n\n+ plus\n\n- minus\n',
    quotes = '> quoted\n> more\n>\n> > deeper\n\nout\n\n> # header\n> * list\n',
    links = '[a](http://x.org/ "title") [b][ref] [ref][] <http://auto.org/?a=1&b=2> <mail@x.org>\n\n[ref]: http://ref.org/ (Title)\n',
    images = '![alt](/p.png) ![alt "q"](/p.png "T") ![by ref][pic]\n\n[pic]: /q.png "Q"\n',
    rules = 'a\n\n* * *\n\n---\n\n_ _ _\n\nb\n',
    html = '<div>\n*not* markdown\n</div>\n\ninline <b>*em*</b> & < > &copy; 4 < 5\n\n<!-- comment\n\nstill -->\n',
    breaks = 'line one  \nline two\nline three\n\n\n\nparagraph\ttab\n',
    escapes = '\\\\ \\` \\* \\_ \\{ \\} \\[ \\] \\( \\) \\# \\+ \\- \\. \\! \\x',
    empty = '',
    broken = '[open(http:// `unclosed **bold *mixed** text* <div>\n\n* \n\n1.\n\n[x]: \n![](\n',
}
for _, name in ipairs(t.sorted_keys(documents)) do
    t.text(name, markdown(documents[name]))
end
t.fails('nil', markdown, nil)
t.fails('a table', markdown, {})

local draw = t.random(3)
local parts = {
    function(i) return ('#'):rep(draw(6)) .. ' Header ' .. i end,
    function(i) return 'Text *with* **marks** `code ' .. i .. '` and [a link](/l' .. i .. ' "t").' end,
    function(i) return '* item ' .. i .. '\n* item _' .. i .. '_\n    1. inner\n    2. inner **two**' end,
    function(i) return '> quote ' .. i .. '\n> and [ref' .. i .. ']' end,
    function(i) return '    code ' .. i .. ' <>&\n    more' end,
    function(i) return '[ref' .. i .. ']: http://example.org/' .. i .. ' "Ref"' end,
    function(i) return '<p class="x' .. i .. '">raw *html*</p>' end,
    function(i) return ('word' .. i .. ' '):rep(draw(12)) .. ' \n' .. ('more '):rep(draw(5)) end,
}
for document = 1, 6 do
    local pieces = {}
    for i = 1, 25 do
        pieces[i] = parts[draw(#parts)](i)
    end
    local html = markdown(table.concat(pieces, '\n\n'))
    t.say('document ' .. document, t.digest(html), html:sub(1, 60))
end
