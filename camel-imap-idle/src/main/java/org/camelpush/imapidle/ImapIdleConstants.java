package org.camelpush.imapidle;

import org.apache.camel.spi.Metadata;

/** Headers of an exchange made from a mail, and of one that a producer works on. */
public final class ImapIdleConstants {

    @Metadata(
            label = "consumer",
            description = "What happened: message for a mail; see the option events for the others.",
            javaType = "String",
            enums = "message,flags,expunged,connected,lost,reset,missed")
    public static final String EVENT = "CamelImapIdleEvent";

    @Metadata(
            label = "consumer",
            description =
                    "The account: the user name, or the host where none is configured. With folder, UIDVALIDITY and"
                            + " UID it makes a key that never repeats.",
            javaType = "String")
    public static final String ACCOUNT = "CamelImapIdleAccount";

    @Metadata(
            description = "The folder the mail lies in; without it a producer takes the option folders.",
            javaType = "String")
    public static final String FOLDER = "CamelImapIdleFolder";

    @Metadata(description = "The unique identifier of the mail in its folder.", javaType = "Long")
    public static final String UID = "CamelImapIdleUid";

    @Metadata(
            description = "What the unique identifier belongs to: changes when the server numbers the folder anew.",
            javaType = "Long")
    public static final String UID_VALIDITY = "CamelImapIdleUidValidity";

    @Metadata(
            label = "consumer",
            description = "The mod-sequence of the mail, where events are asked for and the server has CONDSTORE.",
            javaType = "Long")
    public static final String MOD_SEQ = "CamelImapIdleModSeq";

    @Metadata(description = "Size of the mail in octets, as the server says.", javaType = "Long")
    public static final String SIZE = "CamelImapIdleSize";

    @Metadata(
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
            description = "The flags the mail had when it was fetched, such as \\Flagged.",
            javaType = "java.util.Set<String>")
    public static final String FLAGS = "CamelImapIdleFlags";

    @Metadata(description = "When the server got the mail (INTERNALDATE).", javaType = "java.time.Instant")
    public static final String RECEIVED_AT = "CamelImapIdleReceivedAt";

    @Metadata(label = "consumer", description = "When this consumer heard of the mail.", javaType = "java.time.Instant")
    public static final String NOTIFIED_AT = "CamelImapIdleNotifiedAt";

    @Metadata(
            label = "consumer",
            description = "How often this mail has been brought to the route, this time included: 1 unless an exchange"
                    + " failed before.",
            javaType = "Integer")
    public static final String DELIVERY_ATTEMPT = "CamelImapIdleDeliveryAttempt";

    @Metadata(
            label = "producer",
            description = "What to do, where the option operation does not say.",
            javaType = "org.camelpush.imapidle.producer.MailboxOperation",
            enums = "FETCH,FLAG,MOVE,COPY,DELETE,APPEND,SEARCH,STATUS")
    public static final String OPERATION = "CamelImapIdleOperation";

    @Metadata(
            label = "producer",
            description = "The folder a mail is moved, copied or appended to.",
            javaType = "String")
    public static final String TARGET_FOLDER = "CamelImapIdleTargetFolder";

    @Metadata(
            label = "producer",
            description = "Flags that flag sets and append gives: a text with commas, or a collection.",
            javaType = "Object")
    public static final String SET_FLAGS = "CamelImapIdleSetFlags";

    @Metadata(
            label = "producer",
            description = "Flags that flag clears: a text with commas, or a collection.",
            javaType = "Object")
    public static final String CLEAR_FLAGS = "CamelImapIdleClearFlags";

    @Metadata(
            label = "producer",
            description =
                    "The unique identifier a mail got where it was moved, copied or appended to, if the server says.",
            javaType = "Long")
    public static final String NEW_UID = "CamelImapIdleNewUid";

    @Metadata(
            label = "producer",
            description = "The UIDVALIDITY that goes with the new unique identifier.",
            javaType = "Long")
    public static final String NEW_UID_VALIDITY = "CamelImapIdleNewUidValidity";

    @Metadata(label = "producer", description = "Mails in the folder, as status says.", javaType = "Long")
    public static final String MESSAGES = "CamelImapIdleMessages";

    @Metadata(
            label = "producer",
            description = "Mails without \\Seen in the folder, as status says.",
            javaType = "Long")
    public static final String UNSEEN = "CamelImapIdleUnseen";

    @Metadata(
            label = "producer",
            description = "The unique identifier the next mail will have at least, as status says.",
            javaType = "Long")
    public static final String UID_NEXT = "CamelImapIdleUidNext";

    @Metadata(
            label = "producer",
            description =
                    "The highest modification sequence of the folder, as status says where the server has CONDSTORE.",
            javaType = "Long")
    public static final String HIGHEST_MOD_SEQ = "CamelImapIdleHighestModSeq";

    /** Value of {@link #EVENT} for a mail. */
    public static final String EVENT_MESSAGE = "message";

    private ImapIdleConstants() {}
}
