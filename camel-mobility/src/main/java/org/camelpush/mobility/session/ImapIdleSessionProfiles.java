package org.camelpush.mobility.session;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

import org.camelpush.imapidle.ImapIdleConfiguration;
import org.camelpush.imapidle.protocol.Download;
import org.camelpush.imapidle.session.Profile;
import org.camelpush.mobility.bearer.Bearer;

/** Profiles of bearers as camel-imap-idle takes them. */
final class ImapIdleSessionProfiles {

    /** RFC 2177 §3: servers may end what is silent for half an hour. */
    private static final Duration MAX_IDLE_RENEWAL = Duration.ofMinutes(29);

    private final ImapIdleConfiguration options;
    private final boolean implicitTls;
    private final BearerProfiles profiles;

    /** @throws IllegalArgumentException says what a profile has that cannot be */
    ImapIdleSessionProfiles(ImapIdleConfiguration options, boolean implicitTls, BearerProfiles profiles) {
        this.options = options;
        this.implicitTls = implicitTls;
        this.profiles = profiles;
        profiles.all().forEach(this::check);
    }

    private void check(BearerProfile profile) {
        require(
                options.getMailboxes() == null || !profile.hasServer() && !profile.hasLogin(),
                profile,
                "a server or a login, which each of several mailboxes has for itself");
        require(
                !profile.hasLogin()
                        || profile.getPassword() != null && options.getOauthProfile() == null
                        || profile.getPassword() == null && options.getPassword() != null,
                profile,
                "a login without a password, or one where the route logs in with a token");
        Duration renewal = profile.getIdleRenewal();
        require(
                renewal == null
                        || !renewal.isNegative() && !renewal.isZero() && renewal.compareTo(MAX_IDLE_RENEWAL) <= 0,
                profile,
                "an idleRenewal that is not between a millisecond and 29 minutes");
        of(profile);
    }

    private static void require(boolean holds, BearerProfile profile, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("The profile for " + profile.getBearers() + " has " + otherwise);
        }
    }

    Profile of(Bearer bearer) {
        return profiles.of(bearer).map(this::of).orElse(Profile.USUAL);
    }

    private Profile of(BearerProfile profile) {
        return new Profile(
                profile.hasServer() ? server(profile) : null,
                profile.hasLogin() ? login(profile) : null,
                profile.getDownload() == null ? null : download(profile),
                profile.getMaxDownloadSize(),
                profile.getIdleRenewal());
    }

    private Profile.Server server(BearerProfile profile) {
        ServerSecurity security = profile.getSecurity();
        Profile.Security usual = options.isStartTls() ? Profile.Security.STARTTLS : Profile.Security.NONE;
        return new Profile.Server(
                Objects.requireNonNullElse(profile.getHost(), options.getHost()),
                profile.getPort() == 0 ? options.getPort() : profile.getPort(),
                security == null
                        ? (implicitTls ? Profile.Security.TLS : usual)
                        : Profile.Security.valueOf(security.name()));
    }

    private Profile.Login login(BearerProfile profile) {
        return new Profile.Login(
                Objects.requireNonNullElse(profile.getUsername(), options.getUsername()),
                Objects.requireNonNullElse(profile.getPassword(), options.getPassword()));
    }

    private static Download download(BearerProfile profile) {
        String word = profile.getDownload().toUpperCase(Locale.ROOT);
        return Arrays.stream(Download.values())
                .filter(each -> each.name().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The profile for " + profile.getBearers()
                        + " has a download of " + profile.getDownload() + "; it must be FULL, HEADERS or NONE"));
    }
}
