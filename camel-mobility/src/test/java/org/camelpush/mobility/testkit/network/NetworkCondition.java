package org.camelpush.mobility.testkit.network;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides for {@link RequiresNetwork}. */
final class NetworkCondition implements ExecutionCondition {

    private static final Logger LOG = LoggerFactory.getLogger(NetworkCondition.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        boolean required = Boolean.parseBoolean(System.getenv("REQUIRE_NETNS"));
        return decide(Missing.NOW, required, context.getDisplayName());
    }

    static ConditionEvaluationResult decide(String missing, boolean required, String test) {
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("Networks can be made");
        }
        String message = String.join(
                System.lineSeparator(),
                "",
                "**********************************************************************",
                "*  NO NETWORKS CAN BE MADE HERE: NOT RUN: " + test,
                "*  What is missing: " + missing,
                "*  What this test shows on networks that are cut is NOT shown by this build.",
                "*  To run it: be root on a machine of your own, with (Debian, Ubuntu)",
                "*    apt-get install -y iproute2 dovecot-imapd dovecot-pop3d",
                "*  To fail instead of skip: REQUIRE_NETNS=true in the environment.",
                "**********************************************************************");
        if (required) {
            throw new IllegalStateException(message);
        }
        LOG.warn(message);
        return ConditionEvaluationResult.disabled(message);
    }

    /** Looked for once. */
    private static final class Missing {
        static final String NOW = look();

        private static String look() {
            if (!System.getProperty("user.name").equals("root")) {
                return "root";
            }
            for (String binary : List.of("/usr/sbin/dovecot", "/usr/lib/dovecot/pop3", "/usr/lib/dovecot/imap")) {
                if (!Files.isExecutable(Path.of(binary))) {
                    return binary;
                }
            }
            try {
                Network.open().close();
                return "";
            } catch (IllegalStateException failure) {
                return String.valueOf(failure.getMessage());
            }
        }
    }
}
