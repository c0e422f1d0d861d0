import { ImapFlow } from 'imapflow';

/** A client that is connected, with INBOX open. */
export async function inInbox(port, user, secure = false) {
    const client = new ImapFlow({
        host: 'localhost',
        port: Number(port),
        secure,
        doSTARTTLS: false,
        disableCompression: true,
        auth: { user, pass: 'secret' },
        // the certificate is one of a day
        tls: { rejectUnauthorized: false },
        logger: false
    });
    client.on('error', error => {
        console.error(`imapflow: ${error.message}`);
        process.exit(1);
    });
    await client.connect();
    await client.mailboxOpen('INBOX');
    return client;
}
