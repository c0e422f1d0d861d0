package org.camelpush.imapidle.testkit;

import java.io.IOException;

/** Answers one kind of command on a model session: untagged responses into the answer, the tagged line returned. */
@FunctionalInterface
interface ModelHandler {

    String handle(ModelSession session, ScriptedCommand command, ModelAnswer answer) throws IOException;
}
