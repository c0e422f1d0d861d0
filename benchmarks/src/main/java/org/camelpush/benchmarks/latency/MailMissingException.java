package org.camelpush.benchmarks.latency;

/** A contestant was not told of a mail, or did not bring it. */
final class MailMissingException extends Exception {

    MailMissingException(String message) {
        super(message);
    }
}
