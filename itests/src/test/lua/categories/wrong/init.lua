outcomes = {}
for _, name in ipairs {'malformed', 'unclosed', 'unfinished', 'no_code', 'zero', 'fraction', 'text', 'same_code', 'same_alias',
        'generic', 'misspelt', 'no_errors', 'other_type', 'empty', 'latin1'} do
    outcomes[name] = {pcall(require, './' .. name)}
end
again = {pcall(require, './malformed')}
