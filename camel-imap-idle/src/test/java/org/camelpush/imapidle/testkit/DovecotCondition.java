package org.camelpush.imapidle.testkit;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides for {@link RequiresDovecot}. */
final class DovecotCondition implements ExecutionCondition {

    private static final Logger LOG = LoggerFactory.getLogger(DovecotCondition.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        boolean required = Boolean.parseBoolean(System.getenv("REQUIRE_DOVECOT"));
        return decide(DovecotServer.isAvailable(), required, context.getDisplayName());
    }

    static ConditionEvaluationResult decide(boolean available, boolean required, String test) {
        if (available) {
            return ConditionEvaluationResult.enabled("Dovecot is installed");
        }
        String message = String.join(
                System.lineSeparator(),
                "",
                "**********************************************************************",
                "*  DOVECOT IS NOT INSTALLED: NOT RUN: " + test,
                "*  What this test shows against a real server is NOT shown by this build.",
                "*  To install it without starting the service (Debian, Ubuntu):",
                "*    printf '#!/bin/sh\\nexit 101\\n' > /usr/sbin/policy-rc.d",
                "*    chmod +x /usr/sbin/policy-rc.d",
                "*    apt-get update && apt-get install -y dovecot-imapd",
                "*    rm /usr/sbin/policy-rc.d",
                "*  To fail instead of skip: REQUIRE_DOVECOT=true in the environment.",
                "**********************************************************************");
        if (required) {
            throw new IllegalStateException(message);
        }
        LOG.warn(message);
        return ConditionEvaluationResult.disabled(message);
    }
}
