// Brings all mails of a user by one FETCH for each line it reads, and prints the nanoseconds it took. Argument: port.
import { createInterface } from 'node:readline';
import { inInbox } from './connection.mjs';

for await (const line of createInterface({ input: process.stdin })) {
    const [user, mails] = line.split(' ');
    const start = process.hrtime.bigint();
    const client = await inInbox(process.argv[2], user);
    let came = 0;
    for await (const mail of client.fetch('1:*', { source: true })) {
        came += mail.source.length > 0 ? 1 : 0;
    }
    const end = process.hrtime.bigint();
    if (came !== Number(mails)) {
        throw new Error(`${came} mails came instead of ${mails}`);
    }
    console.log(String(end - start));
    await client.logout();
}
process.exit(0);
