package org.camelpush.imapidle;

import org.apache.camel.spi.Metadata;

/** Headers of an exchange made from a mail. */
public final class ImapIdleConstants {

    @Metadata(
            label = "consumer",
            description = "What happened: message for a mail.",
            javaType = "String",
            enums = "message")
    public static final String EVENT = "CamelImapIdleEvent";

    @Metadata(
            label = "consumer",
            description =
                    "The account: the user name, or the host where none is configured. With folder, UIDVALIDITY and"
                            + " UID it makes a key that never repeats.",
            javaType = "String")
    public static final String ACCOUNT = "CamelImapIdleAccount";

    @Metadata(label = "consumer", description = "The folder the mail lies in.", javaType = "String")
    public static final String FOLDER = "CamelImapIdleFolder";

    @Metadata(label = "consumer", description = "The unique identifier of the mail in its folder.", javaType = "Long")
    public static final String UID = "CamelImapIdleUid";

    @Metadata(
            label = "consumer",
            description = "What the unique identifier belongs to: changes when the server numbers the folder anew.",
            javaType = "Long")
    public static final String UID_VALIDITY = "CamelImapIdleUidValidity";

    @Metadata(label = "consumer", description = "Size of the mail in octets, as the server says.", javaType = "Long")
    public static final String SIZE = "CamelImapIdleSize";

    @Metadata(
            label = "consumer",
            description = "How much of the mail was downloaded: full; headers, without the body; or none.",
            javaType = "String",
            enums = "full,headers,none")
    public static final String DOWNLOADED = "CamelImapIdleDownloaded";

    @Metadata(
            label = "consumer",
            description = "Where only headers were downloaded: the parts of the mail, each a map of section, type,"
                    + " disposition, name and size. Missing when it has more of them than can be told.",
            javaType = "java.util.List<java.util.Map<String, Object>>")
    public static final String STRUCTURE = "CamelImapIdleStructure";

    @Metadata(
            label = "consumer",
            description = "The flags the mail had when it was fetched, such as \\Flagged.",
            javaType = "java.util.Set<String>")
    public static final String FLAGS = "CamelImapIdleFlags";

    @Metadata(
            label = "consumer",
            description = "When the server got the mail (INTERNALDATE).",
            javaType = "java.time.Instant")
    public static final String RECEIVED_AT = "CamelImapIdleReceivedAt";

    @Metadata(label = "consumer", description = "When this consumer heard of the mail.", javaType = "java.time.Instant")
    public static final String NOTIFIED_AT = "CamelImapIdleNotifiedAt";

    @Metadata(
            label = "consumer",
            description = "How often this mail has been brought to the route, this time included: 1 unless an exchange"
                    + " failed before.",
            javaType = "Integer")
    public static final String DELIVERY_ATTEMPT = "CamelImapIdleDeliveryAttempt";

    /** Value of {@link #EVENT} for a mail. */
    public static final String EVENT_MESSAGE = "message";

    private ImapIdleConstants() {}
}
