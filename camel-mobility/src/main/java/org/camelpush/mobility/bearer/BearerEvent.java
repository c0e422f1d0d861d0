package org.camelpush.mobility.bearer;

/** What has become of a bearer. Events of one book come in order, one at a time. */
public sealed interface BearerEvent {

    /** The number of the snapshot in which it is so. */
    long snapshot();

    /** As it is now; as it last was, where it is gone. */
    Bearer bearer();

    /** In one word, as in the header {@code CamelMobilityEvent}. */
    String name();

    /** It can be used, or can be used again: whatever stood on it before is dead. */
    record Appeared(long snapshot, Bearer bearer) implements BearerEvent {
        @Override
        public String name() {
            return "appeared";
        }
    }

    /** What is known of it is something else; connections on it live on. */
    record Changed(long snapshot, Bearer before, Bearer bearer) implements BearerEvent {
        @Override
        public String name() {
            return "changed";
        }
    }

    /** It is expected to go. */
    record Losing(long snapshot, Bearer bearer) implements BearerEvent {
        @Override
        public String name() {
            return "losing";
        }
    }

    /** It carries nothing any more. */
    record Lost(long snapshot, Bearer bearer) implements BearerEvent {
        @Override
        public String name() {
            return "lost";
        }
    }

    /** It may not be used. */
    record Blocked(long snapshot, Bearer bearer) implements BearerEvent {
        @Override
        public String name() {
            return "blocked";
        }
    }

    /** It may be used again. */
    record Unblocked(long snapshot, Bearer bearer) implements BearerEvent {
        @Override
        public String name() {
            return "unblocked";
        }
    }
}
