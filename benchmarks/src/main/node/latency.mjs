// Brings each mail that is announced, and prints the time on the clock that System.nanoTime() is on, too. Argument: port.
import { inInbox } from './connection.mjs';

const client = await inInbox(process.argv[2], 'user');
let brought = client.mailbox.exists;
let bringing = false;

async function bring() {
    if (bringing) {
        return;
    }
    bringing = true;
    while (brought < client.mailbox.exists) {
        await client.fetchOne(String(++brought), { source: true });
        console.log(String(process.hrtime.bigint()));
    }
    bringing = false;
    client.idle();
}

client.on('exists', bring);
client.idle();
process.stdin.on('end', () => process.exit(0)).resume();
