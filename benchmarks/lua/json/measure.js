// measure.js name document warmup seconds: as measure.lua, with JSON.parse and JSON.stringify.
const [name, file, warmup, seconds] = process.argv.slice(2);
const text = require('fs').readFileSync(file, 'utf8');
const now = () => Number(process.hrtime.bigint()) / 1e9;

function best(f, argument) {
    const start = now();
    let shortest = 1e9;
    while (now() - start < +warmup + +seconds) {
        const before = now();
        f(argument);
        const after = now();
        if (after - start > +warmup) shortest = Math.min(shortest, after - before);
    }
    return shortest;
}

const value = JSON.parse(text);
const decoding = best(JSON.parse, text);
console.log(name, decoding, best(JSON.stringify, value));
