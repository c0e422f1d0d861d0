package org.camelpush.mobility;

import org.apache.camel.spi.Metadata;

/** Headers of this component. None that comes from outside chooses a bearer: they are set here, or read from a policy's reply. */
public final class MobilityConstants {

    @Metadata(
            label = "consumer",
            description = "What happened, in one word: question, appeared, changed, losing, lost, blocked, unblocked,"
                    + " decided, migrating, migrated, migrationFailed, sessionLost, offline.",
            javaType = "String")
    public static final String EVENT = "CamelMobilityEvent";

    @Metadata(label = "consumer", description = "Number of a question.", javaType = "String")
    public static final String REQUEST_ID = "CamelMobilityRequestId";

    @Metadata(label = "consumer", description = "The session it is about.", javaType = "String")
    public static final String SESSION = "CamelMobilitySession";

    @Metadata(label = "consumer", description = "The session's account.", javaType = "String")
    public static final String ACCOUNT = "CamelMobilityAccount";

    @Metadata(label = "consumer", description = "The session's protocol, such as imap.", javaType = "String")
    public static final String PROTOCOL = "CamelMobilityProtocol";

    @Metadata(label = "consumer", description = "UPGRADE, DOWNGRADE or LATERAL.", javaType = "String")
    public static final String DIRECTION = "CamelMobilityDirection";

    @Metadata(label = "consumer", description = "Why a policy is asked.", javaType = "String")
    public static final String REASON = "CamelMobilityReason";

    @Metadata(label = "consumer", description = "The bearer the session is on, or has lost.", javaType = "String")
    public static final String OLD_BEARER = "CamelMobilityOldBearer";

    @Metadata(label = "consumer", description = "The bearer that is proposed, or was gone to.", javaType = "String")
    public static final String NEW_BEARER = "CamelMobilityNewBearer";

    @Metadata(label = "consumer", description = "Type of the proposed bearer, in lower case.", javaType = "String")
    public static final String NEW_TYPE = "CamelMobilityNewType";

    @Metadata(label = "consumer", description = "Whether the proposed bearer may cost.", javaType = "Boolean")
    public static final String NEW_METERED = "CamelMobilityNewMetered";

    @Metadata(label = "consumer", description = "Roaming class of the proposed bearer.", javaType = "String")
    public static final String NEW_ROAMING = "CamelMobilityNewRoaming";

    @Metadata(
            label = "consumer",
            description = "Ids of what could be used, the preferred one first.",
            javaType = "java.util.List<String>")
    public static final String CANDIDATES = "CamelMobilityCandidates";

    @Metadata(label = "consumer", description = "What the session is at, in a word.", javaType = "String")
    public static final String OPERATION = "CamelMobilityOperation";

    @Metadata(label = "consumer", description = "Bytes the session still has to transfer.", javaType = "Long")
    public static final String PENDING_BYTES = "CamelMobilityPendingBytes";

    @Metadata(
            label = "consumer",
            description = "Reply to a question: accept, accept:immediately, accept:stopCurrent, accept:completeCurrent,"
                    + " ignore, hold:30s, pending:5m, offline, pass. Set by select: use or refuse.",
            javaType = "String")
    public static final String DECISION = "CamelMobilityDecision";

    @Metadata(
            description =
                    "In the reply to a question, the bearer to go to instead of the proposed one. Set by select: the"
                            + " bearer that is to be used.",
            javaType = "String")
    public static final String BEARER = "CamelMobilityBearer";

    @Metadata(description = "Why, for a person: in the reply to a question, and set by select.", javaType = "String")
    public static final String WHY = "CamelMobilityWhy";

    @Metadata(description = "Type of the bearer, in lower case.", javaType = "String")
    public static final String BEARER_TYPE = "CamelMobilityBearerType";

    @Metadata(label = "producer", description = "Whether the bearer may cost.", javaType = "Boolean")
    public static final String METERED = "CamelMobilityMetered";

    @Metadata(label = "producer", description = "Address of this host on the bearer.", javaType = "String")
    public static final String LOCAL_ADDRESS = "CamelMobilityLocalAddress";

    @Metadata(label = "producer", description = "Device of the bearer.", javaType = "String")
    public static final String NETWORK_INTERFACE = "CamelMobilityNetworkInterface";

    /** What all of them begin with. */
    static final String PREFIX = "CamelMobility";

    private MobilityConstants() {}
}
