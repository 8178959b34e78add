// As bench.lua, for node.
const [operation, pattern, times] = process.argv.slice(2);
const text = require('fs').readFileSync(0, 'latin1');
const all = new RegExp(pattern, 'g');
const whole = new RegExp('^(?:' + pattern + ')$');
const one = new RegExp(pattern);
const lines = operation === 'match' ? text.split('\n') : [];
const operations = {
    patsplit: () => (text.match(all) || []).length,
    split: () => text.split(one).length,
    search: () => one.exec(text) ? 1 : 0,
    match: () => lines.reduce((count, line) => count + (whole.exec(line) ? 1 : 0), 0),
};
let count;
for (let i = 0; i < Number(times); i++) count = operations[operation]();
console.log(count);
