package org.camelpush.cops.security;

import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.ErrorCode;

/**
 * Why a connection is not secure, and so is ended.
 *
 * @param kind what kind of reason
 * @param error what the other side is told, for client type 0
 * @param text for a person
 */
public record SecurityFault(Kind kind, CopsError error, String text) {

    /** C-Num of the Integrity object. */
    static final int INTEGRITY = 16;
    /** C-Type of HMAC. */
    static final int HMAC = 1;
    /** C-Type of TLS. */
    static final int TLS = 2;

    private static final int C_NUM_SHIFT = 8;

    /** What kind of reason. */
    public enum Kind {
        /** It must be there, and is not. */
        MISSING,
        /** It is there and cannot be believed: an unknown key, a wrong digest or number. */
        FAILED,
        /** Of a type that is not known here, or not wanted. */
        UNSUPPORTED
    }

    /** RFC 4261 §4.2: the sub-code says what is wanted instead. */
    static SecurityFault required(int cType, String text) {
        return new SecurityFault(
                Kind.MISSING,
                new CopsError(ErrorCode.AUTHENTICATION_REQUIRED.value(), INTEGRITY << C_NUM_SHIFT | cType),
                text);
    }

    static SecurityFault failed(String text) {
        return new SecurityFault(Kind.FAILED, CopsError.of(ErrorCode.AUTHENTICATION_FAILURE), text);
    }

    static SecurityFault unsupported(int cType, String text) {
        return new SecurityFault(Kind.UNSUPPORTED, CopsError.unknownObject(INTEGRITY, cType), text);
    }

    /** True for the error of a message whose Integrity has a type that is not known. */
    static boolean isUnknownIntegrity(CopsError error) {
        return error.is(ErrorCode.UNKNOWN_OBJECT) && error.subCode() >> C_NUM_SHIFT == INTEGRITY;
    }
}
