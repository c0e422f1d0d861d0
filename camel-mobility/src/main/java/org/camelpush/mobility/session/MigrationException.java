package org.camelpush.mobility.session;

import org.camelpush.mobility.policy.MigrationOutcome.Result;

/** Why a session could not go on by a bearer. */
public class MigrationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Result result;

    public MigrationException(Result result, String message, Throwable cause) {
        super(message, cause);
        this.result = result;
    }

    /** In one word. */
    public Result getResult() {
        return result;
    }
}
