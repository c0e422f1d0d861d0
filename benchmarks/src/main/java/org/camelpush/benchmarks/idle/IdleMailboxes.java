package org.camelpush.benchmarks.idle;

import org.camelpush.benchmarks.angus.AngusIdleMailboxes;
import org.camelpush.benchmarks.angus.IdleManagerMailboxes;
import org.camelpush.benchmarks.bare.BareMailboxes;
import org.camelpush.benchmarks.camelmail.CamelMailMailboxes;
import org.camelpush.benchmarks.imapidle.ConsumerMailboxes;
import org.camelpush.benchmarks.imapidle.RouteMailboxes;
import org.camelpush.benchmarks.imapidle.SourceMailboxes;
import org.camelpush.benchmarks.springintegration.SpringMailboxes;

/** Some way to keep many mailboxes watched. */
public interface IdleMailboxes extends AutoCloseable {

    /** The ways that are compared, by the name of the constant. */
    enum Way {
        BARE("bare Netty") {
            @Override
            IdleMailboxes make(Security security, Runnable arrived) throws Exception {
                return new BareMailboxes(security, arrived);
            }
        },
        SOURCE("camel-imap-idle, mailboxes of one endpoint") {
            @Override
            IdleMailboxes make(Security security, Runnable arrived) throws Exception {
                return new SourceMailboxes(security, arrived);
            }
        },
        CONSUMERS("camel-imap-idle, consumers") {
            @Override
            IdleMailboxes make(Security security, Runnable arrived) {
                return new ConsumerMailboxes(security);
            }
        },
        ROUTES("camel-imap-idle, whole routes") {
            @Override
            IdleMailboxes make(Security security, Runnable arrived) {
                return new RouteMailboxes(security);
            }
        },
        IDLE_MANAGER("Angus IdleManager") {
            @Override
            IdleMailboxes make(Security security, Runnable arrived) throws Exception {
                return new IdleManagerMailboxes(security);
            }
        },
        ANGUS_IDLE("Angus idle()") {
            @Override
            IdleMailboxes make(Security security, Runnable arrived) {
                return new AngusIdleMailboxes(security);
            }
        },
        SPRING("Spring Integration") {
            @Override
            IdleMailboxes make(Security security, Runnable arrived) {
                return new SpringMailboxes(security);
            }
        },
        CAMEL_MAIL("camel-mail, polling") {
            @Override
            IdleMailboxes make(Security security, Runnable arrived) {
                return new CamelMailMailboxes(security);
            }
        };

        private final String title;

        Way(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }

        /** Whether the server sees IDLE; otherwise it sees a connection that is kept. */
        boolean idles() {
            return this != CAMEL_MAIL;
        }

        /** @param arrived called for each mail that came, by those that take part in the burst */
        abstract IdleMailboxes make(Security security, Runnable arrived) throws Exception;
    }

    /** Connects so many more, to this port of this machine. */
    void add(int port, int count) throws Exception;

    @Override
    void close();
}
