package org.camelpush.benchmarks;

import org.camelpush.imapidle.testkit.MailboxScript;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.camelpush.imapidle.testkit.TestMails;

/** The server that mailboxes idle at, in a process of its own: prints its port, ends when its standard input does. */
final class IdleServer {

    /** Mails that were seen before: nobody gets them. */
    private static final int MAILS = 10;

    private IdleServer() {}

    public static void main(String[] arguments) throws Exception {
        MailboxScript mailbox = new MailboxScript();
        for (int i = 0; i < MAILS; i++) {
            mailbox.flag(mailbox.deliver(TestMails.ofSize(1_000)), "\\Seen");
        }
        try (ScriptedImapServer server =
                ScriptedImapServer.of(mailbox).withoutTranscript().start()) {
            System.out.println(server.port());
            while (System.in.read() >= 0) {
                continue;
            }
        }
    }
}
