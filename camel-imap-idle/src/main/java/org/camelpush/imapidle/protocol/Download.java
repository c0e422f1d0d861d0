package org.camelpush.imapidle.protocol;

/** How much of a mail comes down. */
public enum Download {
    /** The whole message, whose size needs no telling: some servers open a mail's file for it. */
    FULL(" BODY.PEEK[]"),
    /** Its header, and what parts it has. */
    HEADERS(" RFC822.SIZE BODYSTRUCTURE BODY.PEEK[HEADER]"),
    /** No content: identifier, flags, size and date of arrival. */
    NONE(" RFC822.SIZE");

    private final String items;

    Download(String items) {
        this.items = items;
    }

    /** The FETCH data items that bring it (RFC 9051 §6.4.5), beside those that every mail comes with. */
    String items() {
        return items;
    }
}
