package org.camelpush.imapidle.session.simulation;

/** What must always be true is not. */
final class BrokenRule extends AssertionError {

    private static final long serialVersionUID = 1L;

    BrokenRule(String message) {
        super(message);
    }
}
