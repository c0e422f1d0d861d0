package org.camelpush.cops.message;

/** What secures a message, or begins TLS; always the last object (RFC 2748 §2.2.16, RFC 4261 §4.1). */
public sealed interface Integrity {

    /** Its C-Type. */
    int cType();

    /**
     * Proves who sent the message, and that it is not sent again.
     *
     * @param keyId which key, 0 to 4294967295
     * @param sequence one more in each message of a direction, 0 to 4294967295, then 0 again
     * @param digest of the message up to here; 12 octets with HMAC-MD5-96
     */
    record Hmac(long keyId, long sequence, Octets digest) implements Integrity {

        private static final int KEY_AND_SEQUENCE = 8;

        public Hmac {
            Bounds.uint32("Key ID", keyId);
            Bounds.uint32("Sequence number", sequence);
            Bounds.check("The length of a digest", digest.length(), 1, Bounds.MAX_CONTENT - KEY_AND_SEQUENCE);
        }

        @Override
        public int cType() {
            return 1;
        }
    }

    /**
     * Asks for TLS (RFC 4261 §4.1).
     *
     * @param flags a sum of the constants here, 0 to 65535
     */
    record Tls(int flags) implements Integrity {

        /** The sender wishes to begin the handshake. */
        public static final int START_TLS = 0x01;

        public Tls {
            Bounds.uint16("TLS flags", flags);
        }

        @Override
        public int cType() {
            return 2;
        }
    }
}
