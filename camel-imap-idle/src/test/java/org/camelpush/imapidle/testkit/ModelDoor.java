package org.camelpush.imapidle.testkit;

import javax.net.ssl.SSLContext;

/** What a client meets before it is logged in. */
interface ModelDoor {

    /** The capabilities before login. */
    String capabilities();

    /** The account of this login, or null to refuse it. */
    MailboxScript open(ScriptedLogin login);

    /** What a login that is refused hears. */
    default String refusal() {
        return "NO [AUTHENTICATIONFAILED] wrong user or password";
    }

    /** What STARTTLS turns to; throws when there is none. */
    SSLContext tls();
}
