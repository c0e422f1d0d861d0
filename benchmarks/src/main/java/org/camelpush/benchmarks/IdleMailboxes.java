package org.camelpush.benchmarks;

/** Some way to keep many mailboxes watched. */
interface IdleMailboxes extends AutoCloseable {

    /** The ways that are compared, by the name of the constant. */
    enum Way {
        BARE("bare Netty") {
            @Override
            IdleMailboxes make(int port) {
                return new BareMailboxes(port);
            }
        },
        CONSUMERS("camel-imap-idle consumers") {
            @Override
            IdleMailboxes make(int port) throws Exception {
                return new ConsumerMailboxes(port);
            }
        },
        SOURCE("camel-imap-idle mailboxes of one endpoint") {
            @Override
            IdleMailboxes make(int port) throws Exception {
                return new SourceMailboxes(port);
            }
        },
        ROUTES("camel-imap-idle whole routes") {
            @Override
            IdleMailboxes make(int port) {
                return new RouteMailboxes(port);
            }
        };

        private final String title;

        Way(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }

        abstract IdleMailboxes make(int port) throws Exception;
    }

    /** Connects so many more. */
    void add(int count) throws Exception;

    /** How many of them the server has accepted IDLE of. */
    int idling();

    @Override
    void close();
}
