package org.camelpush.imapidle.session;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.camelpush.imapidle.protocol.Capabilities;
import org.camelpush.imapidle.protocol.Command;
import org.camelpush.imapidle.protocol.SearchKey;

/**
 * What client and server have come to on one connection: what the server can do, what is in use, and the last tag. Goes with
 * the connection when another folder uses it.
 */
final class Agreement {

    private final SessionSettings settings;

    private int tags;
    private Capabilities capabilities = Capabilities.NONE;
    private Negotiated negotiated = Negotiated.NOTHING;
    /** The other folders that the server tells of, or null. */
    private Notified notifiedOf;

    private boolean enabledRev2;
    private boolean compressed;
    private boolean qresync;

    Agreement(SessionSettings settings) {
        this.settings = settings;
    }

    String nextTag() {
        return "A" + ++tags;
    }

    Capabilities capabilities() {
        return capabilities;
    }

    /** What the server says, as far as it may be used. */
    void capabilities(Capabilities said) {
        Capabilities usable = said.usable(settings.dialect().disabled());
        capabilities = enabledRev2 ? usable.asRev2(settings.dialect().disabled()) : usable;
    }

    void enabledRev2() {
        enabledRev2 = true;
        capabilities = capabilities.asRev2(settings.dialect().disabled());
    }

    /** RFC 7162 §3.2.3: from here on the server tells what is gone by identifiers. */
    void enabledQresync() {
        qresync = capabilities.has("QRESYNC");
    }

    boolean isQresync() {
        return qresync;
    }

    void compressed() {
        compressed = true;
    }

    /** RFC 7888: the server takes literals, small ones at least, without being asked. */
    boolean mayPushLiterals() {
        return capabilities.has("LITERAL+") || capabilities.has("LITERAL-");
    }

    void loggedIn(AuthMechanism by) {
        negotiated = new Negotiated(by, negotiated.software(), negotiated.extensions());
    }

    /** True when the login was by an access token, whose time ends. */
    boolean isByToken() {
        return negotiated.login() != null && negotiated.login().isToken();
    }

    void software(String name) {
        negotiated = new Negotiated(negotiated.login(), name, negotiated.extensions());
    }

    /** Whether the server tells of news in other folders too (RFC 5465). */
    boolean isNotifying() {
        return notifiedOf != null;
    }

    Notified notifiedOf() {
        return notifiedOf;
    }

    /** Null for none. */
    void notifiedOf(Notified folders) {
        notifiedOf = folders;
    }

    /** The folder will be opened: from here on nothing more is agreed on. */
    void settled() {
        List<String> extensions = new ArrayList<>(Stream.of("ESEARCH", "IDLE", "MOVE", "UIDPLUS")
                .filter(capabilities::has)
                .toList());
        if (isNotifying()) {
            extensions.add("NOTIFY");
        }
        if (qresync) {
            extensions.add("QRESYNC");
        }
        if (compressed) {
            extensions.add("COMPRESS=DEFLATE");
        }
        if (capabilities.isRev2()) {
            extensions.add("IMAP4REV2");
        }
        negotiated = new Negotiated(negotiated.login(), negotiated.software(), extensions);
    }

    Negotiated negotiated() {
        return negotiated;
    }

    Command search(String key) {
        return Command.uidSearch(key, capabilities);
    }

    List<Command> search(String uids, String key, SearchKey wanted) {
        return Command.uidSearch(uids, key, wanted, capabilities);
    }
}
