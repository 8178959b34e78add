// Two worker threads of node send a message to and fro. Argument: round trips. Prints round trips per second.
const {Worker, isMainThread, parentPort} = require('worker_threads');

if (!isMainThread) {
    parentPort.on('message', message => parentPort.postMessage(message));
} else {
    const trips = Number(process.argv[2] || 100000);
    const worker = new Worker(__filename);
    let left = 0, begun = 0, best = 0, rounds = 0;
    const begin = () => {
        left = trips;
        begun = process.hrtime.bigint();
        worker.postMessage(left);
    };
    worker.on('online', begin);
    worker.on('message', () => {
        if (--left > 0) {
            worker.postMessage(left);
            return;
        }
        best = Math.max(best, trips / (Number(process.hrtime.bigint() - begun) / 1e9));
        if (++rounds < 5) {
            begin();
        } else {
            console.log(Math.floor(best));
            worker.terminate();
        }
    });
}
