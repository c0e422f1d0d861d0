package org.camelpush.imapidle.session;

import java.util.function.BiPredicate;

import org.camelpush.imapidle.protocol.Capabilities;
import org.camelpush.imapidle.protocol.Command;

/** Extensions that cost a round trip after the login, in the order they are agreed on. */
enum Extension {
    /** RFC 4978. */
    COMPRESS(Command.COMPRESS, (settings, server) -> settings.dialect().compress() && server.has("COMPRESS=DEFLATE")),

    /** RFC 2971; before the folder is opened, for some servers do not open one to somebody without a name. */
    ID(Command.id(), (settings, server) -> settings.dialect().identify() && server.has("ID")),

    /** RFC 9051 §6.3.1; all it brings us are searches answered by a set, so not where the server has these anyway. */
    IMAP4REV2(Command.ENABLE_REV2, (settings, server) -> server.mayBecomeRev2() && !server.has("ESEARCH")),

    /** RFC 7162; only for those who want to hear of changes: for new mails UIDNEXT is enough. */
    QRESYNC(
            Command.ENABLE_QRESYNC,
            (settings, server) -> settings.events().follows()
                    && server.has("QRESYNC")
                    && server.has("CONDSTORE")
                    && server.has("ENABLE"));

    private final Command command;
    private final BiPredicate<SessionSettings, Capabilities> worthwhile;

    Extension(Command command, BiPredicate<SessionSettings, Capabilities> worthwhile) {
        this.command = command;
        this.worthwhile = worthwhile;
    }

    Command command() {
        return command;
    }

    /** True where the user wants it, the server has it, and it brings something. */
    boolean isWorthwhile(SessionSettings settings, Capabilities server) {
        return worthwhile.test(settings, server);
    }
}
