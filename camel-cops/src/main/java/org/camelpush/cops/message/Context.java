package org.camelpush.cops.message;

/**
 * What kind of event asks for a decision (RFC 2748 §2.2.2).
 *
 * @param requestType R-Type: a sum of the constants here, 0 to 65535
 * @param messageType M-Type: what the client type says, 0 to 65535
 */
public record Context(int requestType, int messageType) {

    /** A message comes in; admission control. */
    public static final int INCOMING_MESSAGE = 0x01;
    /** Resources are allocated. */
    public static final int RESOURCE_ALLOCATION = 0x02;
    /** A message is about to go out. */
    public static final int OUTGOING_MESSAGE = 0x04;
    /** The PEP wants to be configured. */
    public static final int CONFIGURATION = 0x08;

    public Context {
        Bounds.uint16("R-Type", requestType);
        Bounds.uint16("M-Type", messageType);
    }

    /** True when the PEP must report on each decision (RFC 2748 §3.3). */
    public boolean isConfiguration() {
        return (requestType & CONFIGURATION) != 0;
    }
}
