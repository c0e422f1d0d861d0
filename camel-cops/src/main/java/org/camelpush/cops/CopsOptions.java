package org.camelpush.cops;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.camelpush.cops.codec.CopsLimits;
import org.camelpush.cops.message.PepId;
import org.camelpush.cops.net.PdpServerSettings;
import org.camelpush.cops.net.PepClientSettings;
import org.camelpush.cops.net.Security;
import org.camelpush.cops.session.PdpSettings;
import org.camelpush.cops.session.PepSettings;
import org.camelpush.cops.session.ReconnectPolicy;

/** Checks a configuration, and turns it into what the engine takes. Every error names option, value and bound. */
final class CopsOptions {

    private static final int MAX_UINT16 = 65_535;
    private static final long SECOND = 1_000;
    private static final double MAX_MULTIPLIER = 1024;

    private CopsOptions() {}

    /**
     * Checks everything that can be checked before anything is started.
     *
     * @throws IllegalArgumentException naming option, value and bound
     */
    static void validate(CopsConfiguration options) {
        require(options.getHost() != null && !options.getHost().isBlank(), "host", options.getHost(), "set");
        range("port", options.getPort(), 0, MAX_UINT16);
        clientTypes(options);
        if (options.getClientType() != null) {
            clientType("clientType", options.getClientType());
        }
        if (options.getPepId() != null) {
            pepId(options);
        }
        require(options.getOperation() != null, "operation", null, "REQUEST, REPORT or DELETE");
        range("keepAliveTimer", options.getKeepAliveTimer(), 0, MAX_UINT16 * SECOND);
        require(
                options.getKeepAliveTimer() % SECOND == 0,
                "keepAliveTimer",
                options.getKeepAliveTimer(),
                "a multiple of 1000, for KATimer is in seconds");
        range("requestTimeout", options.getRequestTimeout(), 1, Long.MAX_VALUE);
        range("openTimeout", options.getOpenTimeout(), 1, Long.MAX_VALUE);
        range("messageReadTimeout", options.getMessageReadTimeout(), 1, Long.MAX_VALUE);
        range("connectTimeout", options.getConnectTimeout(), 1, Long.MAX_VALUE);
        range("maxMessageLength", options.getMaxMessageLength(), CopsLimits.MIN_MESSAGE_LENGTH, Integer.MAX_VALUE);
        range("maxObjects", options.getMaxObjects(), CopsLimits.MIN_OBJECTS, Integer.MAX_VALUE);
        range("maxHandleLength", options.getMaxHandleLength(), 1, CopsLimits.MAX_HANDLE_LENGTH);
        range("maxHandlesPerSession", options.getMaxHandlesPerSession(), 1, Integer.MAX_VALUE);
        range("maxSessions", options.getMaxSessions(), 1, Integer.MAX_VALUE);
        range("maxSessionsPerHost", options.getMaxSessionsPerHost(), 1, Integer.MAX_VALUE);
        reconnect(options);
        CopsSecurity.validate(options);
    }

    /** What only a PEP needs. */
    static void validatePep(CopsConfiguration options) {
        require(options.getClientType() != null, "clientType", null, "set for a PEP: 1 to 65535");
        require(options.getPepId() != null, "pepId", null, "set for a PEP: the name by which the PDP knows it");
        range("port", options.getPort(), 1, MAX_UINT16);
    }

    private static void reconnect(CopsConfiguration options) {
        range("reconnectDelay", options.getReconnectDelay(), 1, Long.MAX_VALUE);
        range("maxReconnectDelay", options.getMaxReconnectDelay(), options.getReconnectDelay(), Long.MAX_VALUE);
        double multiplier = options.getReconnectBackoffMultiplier();
        require(multiplier >= 1 && multiplier <= MAX_MULTIPLIER, "reconnectBackoffMultiplier", multiplier, "1 to 1024");
        int attempts = options.getMaxReconnectAttempts();
        require(attempts >= -1, "maxReconnectAttempts", attempts, "-1 for no end, or at least 0");
    }

    private static void pepId(CopsConfiguration options) {
        try {
            new PepId(options.getPepId());
        } catch (IllegalArgumentException bad) {
            throw new IllegalArgumentException(
                    "Option pepId must be 1 to " + PepId.MAX_LENGTH + " printable ASCII characters", bad);
        }
    }

    /** Those of a PDP; empty for any. */
    static Set<Integer> clientTypes(CopsConfiguration options) {
        Set<Integer> types = new TreeSet<>();
        if (options.getClientTypes() != null) {
            for (String type : options.getClientTypes().split(",")) {
                types.add(clientType("clientTypes", type.trim()));
            }
        }
        return types;
    }

    /** That of a PEP. */
    static int clientType(CopsConfiguration options) {
        return clientType("clientType", options.getClientType());
    }

    private static int clientType(String option, String value) {
        int type;
        try {
            type = Integer.decode(value);
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException(
                    "Option " + option + " has " + value + "; it must be 1 to 65535, decimal or 0x and hexadecimal",
                    noNumber);
        }
        range(option, type, 1, MAX_UINT16);
        return type;
    }

    static PdpServerSettings pdp(CopsConfiguration options, Security security) {
        return new PdpServerSettings(
                options.getHost(),
                options.getPort(),
                limits(options),
                Duration.ofMillis(options.getMessageReadTimeout()),
                options.getMaxSessions(),
                options.getMaxSessionsPerHost(),
                security,
                new PdpSettings(
                        clientTypes(options),
                        (int) (options.getKeepAliveTimer() / SECOND),
                        Duration.ofMillis(options.getOpenTimeout()),
                        options.getMaxHandlesPerSession()));
    }

    static PepClientSettings pep(CopsConfiguration options, Security security) {
        return new PepClientSettings(
                options.getHost(),
                options.getPort(),
                limits(options),
                Duration.ofMillis(options.getMessageReadTimeout()),
                security,
                new PepSettings(
                        new PepId(options.getPepId()),
                        Duration.ofMillis(options.getConnectTimeout()),
                        Duration.ofMillis(options.getOpenTimeout()),
                        Duration.ofMillis(options.getRequestTimeout()),
                        options.getMaxHandlesPerSession(),
                        new ReconnectPolicy(
                                options.isReconnect(),
                                Duration.ofMillis(options.getReconnectDelay()),
                                Duration.ofMillis(options.getMaxReconnectDelay()),
                                options.getReconnectBackoffMultiplier(),
                                options.getMaxReconnectAttempts())));
    }

    private static CopsLimits limits(CopsConfiguration options) {
        return new CopsLimits(options.getMaxMessageLength(), options.getMaxObjects(), options.getMaxHandleLength());
    }

    private static void range(String option, long value, long least, long most) {
        String bound = most == Long.MAX_VALUE ? "at least " + least : least + " to " + most;
        require(value >= least && value <= most, option, value, bound);
    }

    static void require(boolean holds, String option, Object value, String bound) {
        if (!holds) {
            throw new IllegalArgumentException("Option " + option + " is "
                    + Objects.requireNonNullElse(value, "missing") + "; it must be " + bound);
        }
    }
}
