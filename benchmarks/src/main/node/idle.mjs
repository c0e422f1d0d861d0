// Heap of idle mailboxes, printed as IdleProbe does. Arguments: port, whether TLS, mailboxes before, mailboxes.
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { inInbox } from './connection.mjs';

const AT_ONCE = 16;
const [port, tls, before, count] = process.argv.slice(2);
const clients = [];

async function add(number) {
    let left = number;
    const workers = Array.from({ length: AT_ONCE }, async () => {
        while (left-- > 0) {
            const client = await inInbox(port, `user${clients.length}`, tls === 'true');
            clients.push(client);
            client.idle();
        }
    });
    await Promise.all(workers);
    while (!clients.every(client => client.idling)) {
        await sleep(200);
    }
    await sleep(2000);
}

async function memory() {
    for (let i = 0; i < 6; i++) {
        globalThis.gc();
        await sleep(100);
    }
    return process.memoryUsage();
}

function threads() {
    return Number(/Threads:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
}

await add(Number(before));
const memoryBefore = await memory();
const threadsBefore = threads();
await add(Number(count));
const memoryAfter = await memory();
console.log(`heap ${(memoryAfter.heapUsed - memoryBefore.heapUsed) / Number(count)}`);
console.log(`direct ${(memoryAfter.external - memoryBefore.external) / Number(count)}`);
console.log(`threads ${threadsBefore} ${threads()}`);
process.exit(0);
