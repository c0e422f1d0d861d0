package org.camelpush.cops.message;

/**
 * A protocol error (RFC 2748 §2.2.8).
 *
 * @param code 0 to 65535; {@link ErrorCode} has those that are known
 * @param subCode 0 to 65535; for an unknown object its C-Num and C-Type
 */
public record CopsError(int code, int subCode) {

    public CopsError {
        Bounds.uint16("Error code", code);
        Bounds.uint16("Error sub-code", subCode);
    }

    public static CopsError of(ErrorCode code) {
        return new CopsError(code.value(), 0);
    }

    /** RFC 2748 §2.2.8: octet 2 is the C-Num, octet 3 the C-Type. */
    public static CopsError unknownObject(int cNum, int cType) {
        return new CopsError(ErrorCode.UNKNOWN_OBJECT.value(), cNum << 8 | cType);
    }

    public boolean is(ErrorCode which) {
        return code == which.value();
    }

    /** Such as {@code 3 BAD_MESSAGE_FORMAT} or {@code 13/25345 UNKNOWN_OBJECT}. */
    @Override
    public String toString() {
        ErrorCode known = ErrorCode.of(code);
        return code + (subCode == 0 ? "" : "/" + subCode) + (known == null ? "" : " " + known);
    }
}
