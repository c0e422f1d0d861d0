package org.camelpush.cops.codec;

/** The classes of objects, by C-Num (RFC 2748 §2.2). */
enum ObjectClass {
    HANDLE("Handle"),
    CONTEXT("Context"),
    IN_INTERFACE("IN-Int"),
    OUT_INTERFACE("OUT-Int"),
    REASON("Reason"),
    DECISION("Decision"),
    LOCAL_DECISION("LPDPDecision"),
    ERROR("Error"),
    CLIENT_INFO("ClientSI"),
    KEEP_ALIVE_TIMER("KATimer"),
    PEP_ID("PEPID"),
    REPORT_TYPE("Report-Type"),
    REDIRECT_ADDRESS("PDPRedirAddr"),
    LAST_PDP_ADDRESS("LastPDPAddr"),
    ACCOUNTING_TIMER("AcctTimer"),
    INTEGRITY("Integrity");

    private static final ObjectClass[] ALL = values();

    private final String rfcName;

    ObjectClass(String rfcName) {
        this.rfcName = rfcName;
    }

    /** The one with this C-Num; null where there is none. */
    static ObjectClass of(int cNum) {
        return cNum >= 1 && cNum <= ALL.length ? ALL[cNum - 1] : null;
    }

    /** Its C-Num, from 1. */
    int value() {
        return ordinal() + 1;
    }

    /** As the RFC writes it. */
    String rfcName() {
        return rfcName;
    }
}
