package org.camelpush.mobility.session;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.Metadata;
import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.policy.BearerMatch;

/**
 * What is other than usual for a session on some bearers: its server, its login, how much it downloads. What is not set is as the
 * route's endpoint, or the sender, says.
 */
@Metadata(
        label = "bean",
        description =
                "What is other than usual for a mobile session on some bearers: server, login, download limits, IDLE renewal.",
        annotations = {"interfaceName=org.camelpush.mobility.session.BearerProfile"})
@Configurer(metadataOnly = true)
public class BearerProfile {

    @Metadata(
            description =
                    "Words for bearers, with commas between them, as in the rules of a policy: types such as cellular,"
                            + " metered, roaming, tag:word, id:name.",
            required = true)
    private String bearers;

    @Metadata(description = "Name or address of the server to connect to.")
    private String host;

    @Metadata(description = "Port of the server to connect to.")
    private int port;

    @Metadata(description = "When TLS begins there: TLS, STARTTLS or NONE.")
    private ServerSecurity security;

    @Metadata(description = "User to log in as.", label = "security", secret = true)
    private String username;

    @Metadata(description = "Password to log in with.", label = "security", secret = true)
    private String password;

    @Metadata(description = "How much of a mail is downloaded: FULL, HEADERS or NONE; of camel-imap-idle only.")
    private String download;

    @Metadata(
            description =
                    "Octets of the largest mail that is downloaded whole; of others only headers; -1 for no limit. Of"
                            + " camel-imap-idle only.")
    private Long maxDownloadSize;

    @Metadata(
            description = "How long IDLE lasts before it is renewed, less than what is between takes to forget a silent"
                    + " connection; of camel-imap-idle only.",
            javaType = "java.time.Duration")
    private Duration idleRenewal;

    private List<BearerMatch> matches = List.of();

    /** Whether it is for that one. */
    public boolean isFor(Bearer bearer) {
        return matches.stream().anyMatch(match -> match.matches(bearer));
    }

    /** Whether it names another server. */
    boolean hasServer() {
        return host != null || port != 0 || security != null;
    }

    boolean hasLogin() {
        return username != null || password != null;
    }

    private boolean hasLimits() {
        return download != null || maxDownloadSize != null || idleRenewal != null;
    }

    /** @throws IllegalArgumentException says what it has that sessions of that kind cannot do */
    void allowServerAndLoginOnly(String kind) {
        if (security != null || hasLimits()) {
            throw new IllegalArgumentException("The profile for " + bearers + " has "
                    + (security == null ? "download limits or an IDLE renewal" : "a security of its own") + ", which "
                    + kind + " cannot change between bearers; use a profile without it there");
        }
    }

    public String getBearers() {
        return bearers;
    }

    /** Words for bearers, with commas between them, as in the rules of a policy. */
    public void setBearers(String bearers) {
        matches = Arrays.stream(bearers.split(","))
                .map(String::trim)
                .filter(word -> !word.isEmpty())
                .map(BearerMatch::of)
                .toList();
        this.bearers = bearers;
    }

    public String getHost() {
        return host;
    }

    /** Name or address of the server to connect to. */
    public void setHost(String host) {
        this.host = host;
    }

    public int getPort() {
        return port;
    }

    /** Port of the server to connect to. */
    public void setPort(int port) {
        this.port = port;
    }

    public ServerSecurity getSecurity() {
        return security;
    }

    /** When TLS begins there. */
    public void setSecurity(ServerSecurity security) {
        this.security = security;
    }

    public String getUsername() {
        return username;
    }

    /** User to log in as. */
    public void setUsername(String username) {
        this.username = username;
    }

    public String getPassword() {
        return password;
    }

    /** Password to log in with. */
    public void setPassword(String password) {
        this.password = password;
    }

    public String getDownload() {
        return download;
    }

    /** How much of a mail is downloaded: FULL, HEADERS or NONE. */
    public void setDownload(String download) {
        this.download = download;
    }

    public Long getMaxDownloadSize() {
        return maxDownloadSize;
    }

    /** Octets of the largest mail that is downloaded whole; -1 for no limit. */
    public void setMaxDownloadSize(Long maxDownloadSize) {
        this.maxDownloadSize = maxDownloadSize;
    }

    public Duration getIdleRenewal() {
        return idleRenewal;
    }

    /** How long IDLE lasts before it is renewed. */
    public void setIdleRenewal(Duration idleRenewal) {
        this.idleRenewal = idleRenewal;
    }
}
