package org.camelpush.imapidle.testkit;

/**
 * What a {@link ScriptedImapServer} says on one connection. It runs on the connection's own thread and may block;
 * when it returns the connection is closed in order, when it throws the server remembers the failure for the test.
 */
@FunctionalInterface
public interface Script {

    /**
     * @param connection the accepted connection; its {@link ScriptedConnection#number()} tells the first from the
     *     second
     */
    void serve(ScriptedConnection connection) throws Exception;
}
