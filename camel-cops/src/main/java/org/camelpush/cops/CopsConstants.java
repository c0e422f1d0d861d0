package org.camelpush.cops;

import org.apache.camel.spi.Metadata;

/** Headers of an exchange that asks for a decision, or that decides. */
public final class CopsConstants {

    @Metadata(
            description = "The client type of the request. A PDP that tells a PEP something finds it here, where the"
                    + " option clientType does not say.",
            javaType = "Integer")
    public static final String CLIENT_TYPE = "CamelCopsClientType";

    @Metadata(
            description =
                    "The handle of the request state, in hexadecimal. A PDP gets it with each request. A PEP gets it"
                            + " with the decision where the request state is kept, and names by it the state that it renews, reports on"
                            + " or deletes.",
            javaType = "String")
    public static final String HANDLE = "CamelCopsHandle";

    @Metadata(
            description =
                    "R-Type of the request: a sum of 1 incoming message, 2 resource allocation, 4 outgoing message"
                            + " and 8 configuration. Without it a PEP asks with 1.",
            javaType = "Integer")
    public static final String REQUEST_TYPE = "CamelCopsRequestType";

    @Metadata(
            description = "M-Type of the request: what the client type says. Without it a PEP asks with 0.",
            javaType = "Integer")
    public static final String MESSAGE_TYPE = "CamelCopsMessageType";

    @Metadata(
            description = "The name of the PEP that asks. A PDP that tells a PEP something finds it here.",
            javaType = "String")
    public static final String PEP_ID = "CamelCopsPepId";

    @Metadata(label = "consumer", description = "The address of the PEP that asks, and its port.", javaType = "String")
    public static final String REMOTE_ADDRESS = "CamelCopsRemoteAddress";

    @Metadata(
            description = "The decision. In the reply of a PDP it decides, with the body as data of the decision; a PEP"
                    + " finds in it the first command of the answer.",
            javaType = "org.camelpush.cops.message.DecisionCommand",
            enums = "NULL,INSTALL,REMOVE")
    public static final String DECISION = "CamelCopsDecision";

    @Metadata(
            label = "producer",
            description = "True where the option lpdp has decided in the place of the PDP.",
            javaType = "Boolean")
    public static final String LOCAL = "CamelCopsLocal";

    @Metadata(
            label = "consumer",
            description = "What happened: request, report, reportTimeout, delete, open or close at a PDP;"
                    + " decision, synchronize, accounting or close at a PEP.",
            javaType = "String")
    public static final String EVENT = "CamelCopsEvent";

    @Metadata(
            label = "producer",
            description = "What to do, where the option operation does not say.",
            javaType = "org.camelpush.cops.CopsOperation",
            enums = "REQUEST,REPORT,DELETE,DECIDE,SYNCHRONIZE,REDIRECT,CLOSE")
    public static final String OPERATION = "CamelCopsOperation";

    @Metadata(
            description = "What a report tells. SUCCESS where a PEP's route does not say.",
            javaType = "org.camelpush.cops.message.ReportType",
            enums = "SUCCESS,FAILURE,ACCOUNTING")
    public static final String REPORT_TYPE = "CamelCopsReportType";

    @Metadata(
            label = "producer",
            description = "Why a request state is deleted; UNSPECIFIED without it.",
            javaType = "org.camelpush.cops.message.ReasonCode",
            enums =
                    "UNSPECIFIED,MANAGEMENT,PREEMPTED,TEAR,TIMEOUT,ROUTE_CHANGE,INSUFFICIENT_RESOURCES,PDP_DIRECTIVE,"
                            + "UNSUPPORTED_DECISION,SYNCHRONIZE_HANDLE_UNKNOWN,TRANSIENT_HANDLE,MALFORMED_DECISION,UNKNOWN_OBJECT")
    public static final String REASON = "CamelCopsReason";

    private CopsConstants() {}
}
