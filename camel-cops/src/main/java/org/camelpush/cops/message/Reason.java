package org.camelpush.cops.message;

/**
 * Why a request state was deleted (RFC 2748 §2.2.5).
 *
 * @param code 0 to 65535; {@link ReasonCode} has those that are known
 * @param subCode 0 to 65535; for an unknown object its C-Num and C-Type
 */
public record Reason(int code, int subCode) {

    public Reason {
        Bounds.uint16("Reason code", code);
        Bounds.uint16("Reason sub-code", subCode);
    }

    public static Reason of(ReasonCode code) {
        return new Reason(code.value(), 0);
    }

    public boolean is(ReasonCode which) {
        return code == which.value();
    }

    /** Such as {@code 5 TIMEOUT}. */
    @Override
    public String toString() {
        ReasonCode known = ReasonCode.of(code);
        return code + (subCode == 0 ? "" : "/" + subCode) + (known == null ? "" : " " + known);
    }
}
