package org.camelpush.cops;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.camelpush.cops.codec.CopsLimits;
import org.camelpush.cops.message.AccountingTimer;
import org.camelpush.cops.message.PepId;
import org.camelpush.cops.net.PdpDialling;
import org.camelpush.cops.net.PdpServerSettings;
import org.camelpush.cops.net.PepClientSettings;
import org.camelpush.cops.net.Security;
import org.camelpush.cops.session.PdpSettings;
import org.camelpush.cops.session.PepSettings;
import org.camelpush.cops.session.ReconnectPolicy;

/** Checks a configuration, and turns it into what the engine takes. Every error names option, value and bound. */
final class CopsOptions {

    static final int MAX_UINT16 = 65_535;
    private static final long SECOND = 1_000;
    private static final double MAX_MULTIPLIER = 1024;
    private static final List<String> PEP_EVENTS =
            List.of(CopsPepConsumer.DECISION, "synchronize", CopsPepConsumer.ACCOUNTING, "close");
    private static final List<String> PDP_EVENTS =
            List.of(CopsConsumer.REQUEST, "report", "reportTimeout", "delete", "open", "close");

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
        AddressOptions.validate(options);
        range("keepAliveTimer", options.getKeepAliveTimer(), 0, MAX_UINT16 * SECOND);
        seconds("keepAliveTimer", options.getKeepAliveTimer(), "KATimer");
        range("accountingTimer", options.getAccountingTimer(), -1, MAX_UINT16 * SECOND);
        seconds(
                "accountingTimer",
                options.getAccountingTimer() + (options.getAccountingTimer() < 0 ? 1 : 0),
                "AcctTimer");
        range("reportTimeout", options.getReportTimeout(), 1, Long.MAX_VALUE);
        range("requestTimeout", options.getRequestTimeout(), 1, Long.MAX_VALUE);
        range("openTimeout", options.getOpenTimeout(), 1, Long.MAX_VALUE);
        range("messageReadTimeout", options.getMessageReadTimeout(), 1, Long.MAX_VALUE);
        range("connectTimeout", options.getConnectTimeout(), 1, Long.MAX_VALUE);
        range("stateTimeout", options.getStateTimeout(), 1, Long.MAX_VALUE);
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
        AddressOptions.validateListening(options);
        AddressOptions.requireDns(options);
    }

    private static void seconds(String option, long value, String object) {
        require(value % SECOND == 0, option, value, "a multiple of 1000, for " + object + " is in seconds");
    }

    /** What a PDP's route wants to hear. */
    static Set<String> pdpEvents(CopsConfiguration options) {
        Set<String> events = events(options, PDP_EVENTS, List.of(CopsConsumer.REQUEST));
        require(
                events.contains(CopsConsumer.REQUEST),
                "events",
                options.getEvents(),
                "with request for a PDP, for somebody has to decide");
        return events;
    }

    /** What a PEP's route wants to hear. */
    static Set<String> pepEvents(CopsConfiguration options) {
        return events(options, PEP_EVENTS, List.of(CopsPepConsumer.DECISION, "synchronize", "close"));
    }

    private static Set<String> events(CopsConfiguration options, List<String> known, List<String> natural) {
        Set<String> events = new TreeSet<>(options.getEvents() == null ? natural : list(options.getEvents()));
        for (String event : events) {
            require(known.contains(event), "events", event, "of " + String.join(", ", known));
        }
        return events;
    }

    /** Separated by commas. */
    static List<String> list(String value) {
        return value == null
                ? List.of()
                : Stream.of(value.split(",")).map(String::trim).toList();
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
            list(options.getClientTypes()).forEach(type -> types.add(clientType("clientTypes", type)));
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
                dialling(options),
                limits(options),
                Duration.ofMillis(options.getMessageReadTimeout()),
                options.getMaxSessions(),
                options.getMaxSessionsPerHost(),
                Duration.ofMillis(options.getStateTimeout()),
                security,
                new PdpSettings(
                        (int) (options.getKeepAliveTimer() / SECOND),
                        options.getAccountingTimer() < 0
                                ? null
                                : new AccountingTimer((int) (options.getAccountingTimer() / SECOND)),
                        Duration.ofMillis(options.getOpenTimeout()),
                        Duration.ofMillis(options.getReportTimeout()),
                        options.getSyncPolicy(),
                        AddressOptions.redirect(options),
                        options.getMaxHandlesPerSession()));
    }

    static PepClientSettings pep(CopsConfiguration options, Security security) {
        return new PepClientSettings(
                limits(options),
                Duration.ofMillis(options.getMessageReadTimeout()),
                security,
                AddressOptions.allowedRedirects(options),
                AddressOptions.pepListens(options),
                new PepSettings(
                        AddressOptions.servers(options),
                        new PepId(options.getPepId()),
                        Duration.ofMillis(options.getConnectTimeout()),
                        Duration.ofMillis(options.getOpenTimeout()),
                        Duration.ofMillis(options.getRequestTimeout()),
                        Duration.ofMillis(options.getStateTimeout()),
                        options.getMaxHandlesPerSession(),
                        reconnectPolicy(options)));
    }

    /** Null where the PDP listens. */
    private static PdpDialling dialling(CopsConfiguration options) {
        return AddressOptions.pdpDials(options)
                ? new PdpDialling(Duration.ofMillis(options.getConnectTimeout()), reconnectPolicy(options))
                : null;
    }

    private static ReconnectPolicy reconnectPolicy(CopsConfiguration options) {
        return new ReconnectPolicy(
                options.isReconnect(),
                Duration.ofMillis(options.getReconnectDelay()),
                Duration.ofMillis(options.getMaxReconnectDelay()),
                options.getReconnectBackoffMultiplier(),
                options.getMaxReconnectAttempts());
    }

    private static CopsLimits limits(CopsConfiguration options) {
        return new CopsLimits(options.getMaxMessageLength(), options.getMaxObjects(), options.getMaxHandleLength());
    }

    static void range(String option, long value, long least, long most) {
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
