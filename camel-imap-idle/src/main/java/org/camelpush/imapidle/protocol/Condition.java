package org.camelpush.imapidle.protocol;

/** The status of a response, RFC 9051 §7.1. */
public enum Condition {
    OK,
    NO,
    BAD,
    PREAUTH,
    BYE
}
