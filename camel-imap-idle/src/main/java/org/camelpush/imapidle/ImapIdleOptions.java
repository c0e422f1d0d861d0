package org.camelpush.imapidle;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.mail.search.SearchTerm;

import org.camelpush.imapidle.producer.MailFlags;
import org.camelpush.imapidle.protocol.Download;
import org.camelpush.imapidle.protocol.FrameLimits;
import org.camelpush.imapidle.protocol.SearchKey;
import org.camelpush.imapidle.protocol.SearchKeys;
import org.camelpush.imapidle.session.AfterDelivery;
import org.camelpush.imapidle.session.AuthMechanism;
import org.camelpush.imapidle.session.Binding;
import org.camelpush.imapidle.session.Dialect;
import org.camelpush.imapidle.session.EventChoice;
import org.camelpush.imapidle.session.HostLimits;
import org.camelpush.imapidle.session.ReconnectPolicy;
import org.camelpush.imapidle.session.RedeliveryPolicy;
import org.camelpush.imapidle.session.Selection;
import org.camelpush.imapidle.session.SessionSettings;
import org.camelpush.imapidle.session.StartFrom;

/** Checks a configuration, and turns it into what the engine takes. Every error names option, value and bound. */
final class ImapIdleOptions {

    private static final long MAX_IDLE_RENEWAL = Duration.ofMinutes(29).toMillis();
    private static final int MIN_LIMIT = 1024;
    /**
     * Mails the session hands over beyond those that may be in the route, so that the route never waits for it. None where
     * the position is kept, for what is handed over may be done with before it is saved, and a crash would repeat it.
     */
    private static final int AHEAD = 63;

    private static final Set<String> NO_EXTENSIONS = Set.of("IMAP4REV1", "STARTTLS", "LOGINDISABLED");
    private static final AfterDelivery NOTHING = new AfterDelivery(false, false, null, null, null);
    private static final int MAX_PORT = 65_535;
    private static final int MAX_IN_FLIGHT = 1_000;
    private static final long MIN_REFRESH = 100;
    private static final double MIN_LOGIN_RATE = 0.001;
    private static final double MAX_LOGIN_RATE = 1_000_000;

    private ImapIdleOptions() {}

    /**
     * Checks everything that can be checked before a connection is made.
     *
     * @throws IllegalArgumentException naming option, value and bound
     */
    static void validate(ImapIdleConfiguration options) {
        text("host", options.getHost());
        range("port", options.getPort(), 1, MAX_PORT);
        require(
                options.getAuthMechanism() != null,
                "authMechanism",
                null,
                "AUTO, PLAIN, LOGIN, XOAUTH2 or OAUTHBEARER");
        credentials(options);
        ImapIdleNetwork.validate(options);
        mailboxes(options);
        extensions(options);
        folders(options);
        require(options.getStartFrom() != null, "startFrom", null, "UNSEEN, NEW or ALL");
        EventNames.of(options.getEvents());
        selection(options);
        range("maxInFlight", options.getMaxInFlight(), 1, MAX_IN_FLIGHT);
        duration("redeliveryDelay", options.getRedeliveryDelay());
        minusOneOr("maxDeliveryAttempts", options.getMaxDeliveryAttempts(), 1);
        require(
                options.getDeadLetterFolder() == null || options.getMaxDeliveryAttempts() > 0,
                "deadLetterFolder",
                options.getDeadLetterFolder(),
                "used only with maxDeliveryAttempts of 1 or more");
        require(
                !options.isReplayAfterReset() || options.getStartFrom() != StartFrom.NEW,
                "replayAfterReset",
                true,
                "used only with startFrom UNSEEN or ALL: with NEW nothing is there to come again");
        range("idleRenewal", options.getIdleRenewal(), 1, MAX_IDLE_RENEWAL);
        duration("livenessTimeout", options.getLivenessTimeout());
        duration("pollInterval", options.getPollInterval());
        duration("reconcileInterval", options.getReconcileInterval());
        duration("connectTimeout", options.getConnectTimeout());
        reconnect(options);
        range("maxLineLength", options.getMaxLineLength(), MIN_LIMIT, Integer.MAX_VALUE / 2);
        range("maxLiteralSize", options.getMaxLiteralSize(), MIN_LIMIT, Long.MAX_VALUE);
        folder("targetFolder", options.getTargetFolder());
        flags("setFlags", options.getSetFlags());
        flags("clearFlags", options.getClearFlags());
    }

    private static void credentials(ImapIdleConfiguration options) {
        boolean asked = options.getAuthenticator() != null;
        boolean profile = options.getOauthProfile() != null;
        require(
                !asked || options.getPassword() == null,
                "authenticator",
                "set",
                "not together with password: one of the two gives the password");
        require(
                !asked
                        || options.getMailboxes() != null
                        || options.getUsername() != null
                        || options.getCursorRepository() == null,
                "username",
                null,
                "set beside authenticator where there is a cursorRepository: it names whose position is kept");
        if (profile) {
            profile(options);
        }
        if (!asked && options.getMailboxes() == null) {
            text("username", options.getUsername());
            require(
                    profile || options.getPassword() != null,
                    "password",
                    null,
                    "set, or an authenticator, or an oauthProfile");
        }
    }

    private static void profile(ImapIdleConfiguration options) {
        String name = options.getOauthProfile();
        AuthMechanism mechanism = options.getAuthMechanism();
        text("oauthProfile", name);
        require(
                options.getPassword() == null && options.getAuthenticator() == null,
                "oauthProfile",
                name,
                "not together with password or authenticator: one of the three gives what is logged in with");
        require(
                mechanism == AuthMechanism.AUTO || mechanism.isToken(),
                "authMechanism",
                mechanism,
                "AUTO, XOAUTH2 or OAUTHBEARER with oauthProfile, which gives a token");
    }

    private static Dialect dialect(ImapIdleConfiguration options) {
        return new Dialect(
                options.getAuthMechanism(),
                options.getOauthProfile() != null,
                options.isCompress(),
                options.isIdentify(),
                disabled(options));
    }

    /** Capabilities that are not to be used, in upper case. */
    static Set<String> disabled(ImapIdleConfiguration options) {
        String names = options.getDisabledExtensions();
        return names == null
                ? Set.of()
                : Arrays.stream(names.split(","))
                        .map(name -> name.trim().toUpperCase(Locale.ROOT))
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static void extensions(ImapIdleConfiguration options) {
        for (String name : disabled(options)) {
            require(
                    !NO_EXTENSIONS.contains(name),
                    "disabledExtensions",
                    options.getDisabledExtensions(),
                    "without " + name + ", which is no extension but what the login depends on");
        }
    }

    private static void mailboxes(ImapIdleConfiguration options) {
        range("mailboxesRefresh", options.getMailboxesRefresh(), MIN_REFRESH, Long.MAX_VALUE);
        minusOneOr("maxConnectionsPerHost", options.getMaxConnectionsPerHost(), 1);
        range("maxConnectionsPerAccount", options.getMaxConnectionsPerAccount(), 1, Integer.MAX_VALUE);
        double rate = options.getLoginRate();
        require(
                rate == -1 || rate >= MIN_LOGIN_RATE && rate <= MAX_LOGIN_RATE,
                "loginRate",
                rate,
                "-1 for no limit, or 0.001 to 1000000 logins a second");
    }

    private static void folders(ImapIdleConfiguration options) {
        text("folders", options.getFolders());
        try {
            if (options.getMailboxes() == null) {
                FolderNames.check(options.getFolders(), options);
            } else {
                FolderNames.of(options.getFolders()); // where mails go to is asked of each mailbox
            }
        } catch (IllegalArgumentException bad) {
            throw new IllegalArgumentException(
                    "Option folders has " + bad.getMessage()
                            + "; it must be folders' names separated by commas, those in"
                            + " quotation marks that have a comma",
                    bad);
        }
        folder("copyTo", options.getCopyTo());
        folder("moveTo", options.getMoveTo());
        folder("deadLetterFolder", options.getDeadLetterFolder());
        require(
                !options.isDelete() || options.getMoveTo() == null,
                "moveTo",
                options.getMoveTo(),
                "not together with delete=true: a mail is moved or deleted");
    }

    private static void selection(ImapIdleConfiguration options) {
        require(options.getDownload() != null, "download", null, "FULL, HEADERS or NONE");
        minusOneOr("maxDownloadSize", options.getMaxDownloadSize(), 1);
        require(
                options.getMaxDownloadSize() == -1 || options.getDownload() == Download.FULL,
                "maxDownloadSize",
                options.getMaxDownloadSize(),
                "used only with download=FULL");
        try {
            if (options.getSearchTerm() != null) {
                searchKey(options.getSearchTerm());
            }
        } catch (IllegalArgumentException inexpressible) {
            throw new IllegalArgumentException(
                    "Option searchTerm holds " + inexpressible.getMessage()
                            + "; it must be a term that an IMAP server can search for (RFC 9051 §6.4.4)",
                    inexpressible);
        }
    }

    /**
     * A term as the server is asked for it now.
     *
     * @throws IllegalArgumentException saying what in it cannot be searched for
     */
    static SearchKey searchKey(SearchTerm term) {
        return SearchKeys.of(SimpleTerm.present(term));
    }

    private static Selection selectionOf(ImapIdleConfiguration options) {
        SearchTerm term = options.getSearchTerm();
        return new Selection(
                term == null ? null : () -> searchKey(term), options.getDownload(), options.getMaxDownloadSize());
    }

    private static void reconnect(ImapIdleConfiguration options) {
        duration("reconnectDelay", options.getReconnectDelay());
        range("maxReconnectDelay", options.getMaxReconnectDelay(), options.getReconnectDelay(), Long.MAX_VALUE);
        double multiplier = options.getReconnectBackoffMultiplier();
        require(multiplier >= 1 && multiplier <= MIN_LIMIT, "reconnectBackoffMultiplier", multiplier, "1 to 1024");
        minusOneOr("maxReconnectAttempts", options.getMaxReconnectAttempts(), 0);
    }

    /** Of a mailbox whose connections are bound to this from the start. */
    static SessionSettings session(ImapIdleConfiguration options, String folder, boolean implicitTls, Binding binding) {
        EventChoice events = EventNames.of(options.getEvents());
        return new SessionSettings(
                folder,
                dialect(options),
                !implicitTls && options.isStartTls(),
                options.getStartFrom(),
                events,
                selectionOf(options),
                options.isReplayAfterReset(),
                events.messages() ? after(options) : NOTHING,
                options.getMaxInFlight() + (options.getCursorRepository() == null ? AHEAD : 0),
                Duration.ofMillis(options.getConnectTimeout()),
                Duration.ofMillis(options.getIdleRenewal()),
                Duration.ofMillis(options.getLivenessTimeout()),
                Duration.ofMillis(options.getPollInterval()),
                Duration.ofMillis(options.getReconcileInterval()),
                new ReconnectPolicy(
                        options.isReconnect(),
                        Duration.ofMillis(options.getReconnectDelay()),
                        Duration.ofMillis(options.getMaxReconnectDelay()),
                        options.getReconnectBackoffMultiplier(),
                        options.getMaxReconnectAttempts()),
                new RedeliveryPolicy(Duration.ofMillis(options.getRedeliveryDelay()), options.getMaxDeliveryAttempts()),
                binding);
    }

    private static AfterDelivery after(ImapIdleConfiguration options) {
        return new AfterDelivery(
                options.isMarkSeen(),
                options.isDelete(),
                options.getCopyTo(),
                options.getMoveTo(),
                options.getDeadLetterFolder());
    }

    static HostLimits hostLimits(ImapIdleConfiguration options, ReconnectPolicy pace) {
        return new HostLimits(options.getMaxConnectionsPerHost(), options.getLoginRate(), pace);
    }

    static FrameLimits limits(ImapIdleConfiguration options) {
        return new FrameLimits(options.getMaxLineLength(), options.getMaxLiteralSize());
    }

    private static void text(String option, String value) {
        require(value != null && !value.isBlank(), option, value, "set");
    }

    /** A line break in a folder's name would begin a command of its own. */
    private static void folder(String option, String value) {
        require(
                value == null || !value.isBlank() && value.chars().noneMatch(Character::isISOControl),
                option,
                value,
                "a folder's name, without control characters");
    }

    private static void flags(String option, String value) {
        try {
            MailFlags.of(value);
        } catch (IllegalArgumentException noFlags) {
            throw new IllegalArgumentException("Option " + option + ": " + noFlags.getMessage(), noFlags);
        }
    }

    private static void duration(String option, long millis) {
        range(option, millis, 1, Long.MAX_VALUE);
    }

    private static void minusOneOr(String option, long value, long least) {
        require(value == -1 || value >= least, option, value, "-1 for no end, or at least " + least);
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
