package org.camelpush.cops.testkit;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides for {@link RequiresTshark}. */
final class TsharkCondition implements ExecutionCondition {

    private static final Logger LOG = LoggerFactory.getLogger(TsharkCondition.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        boolean required = Boolean.parseBoolean(System.getenv("REQUIRE_TSHARK"));
        return decide(Tshark.isAvailable(), required, context.getDisplayName());
    }

    static ConditionEvaluationResult decide(boolean available, boolean required, String test) {
        if (available) {
            return ConditionEvaluationResult.enabled("tshark is installed");
        }
        String message = String.join(
                System.lineSeparator(),
                "",
                "**********************************************************************",
                "*  TSHARK IS NOT INSTALLED: NOT RUN: " + test,
                "*  That somebody else's decoder reads what we write is NOT shown by this build.",
                "*  To install it (Debian, Ubuntu):",
                "*    apt-get update && apt-get install -y --no-install-recommends tshark",
                "*  To fail instead of skip: REQUIRE_TSHARK=true in the environment.",
                "**********************************************************************");
        if (required) {
            throw new IllegalStateException(message);
        }
        LOG.warn(message);
        return ConditionEvaluationResult.disabled(message);
    }
}
