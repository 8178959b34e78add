-- Takes addresses and the folders of exercises out of a text.
return function(text)
    text = text:gsub('(%a+): builtin[#:]? ?%w+', '%1: ADDRESS')
    text = text:gsub('(%a+): 0x%x+', '%1: ADDRESS')
    return (text:gsub('[^%s"\']*libraries/([%w_/]+%.lua:%d+)', '%1'))
end
