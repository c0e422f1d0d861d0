package org.camelpush.imapidle.session;

/**
 * A connection that one folder lets another of its account use for a while: logged in, nothing open, nothing asked for.
 * Whoever has it alone may use it.
 */
public final class Loan {

    private final Connection owner;

    Loan(Connection owner) {
        this.owner = owner;
    }

    Connection owner() {
        return owner;
    }

    /** The number of the connection. */
    public int generation() {
        return owner.generation();
    }

    @Override
    public String toString() {
        return "Loan[" + generation() + "]";
    }
}
