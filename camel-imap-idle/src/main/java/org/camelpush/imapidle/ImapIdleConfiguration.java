package org.camelpush.imapidle;

import jakarta.mail.search.SearchTerm;

import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.mail.MailAuthenticator;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.camelpush.imapidle.producer.MailboxOperation;
import org.camelpush.imapidle.protocol.Download;
import org.camelpush.imapidle.session.AuthMechanism;
import org.camelpush.imapidle.session.StartFrom;

/** The options of an endpoint; {@link ImapIdleOptions} checks them and says what they mean to the engine. */
@UriParams
public class ImapIdleConfiguration implements Cloneable {

    @UriPath
    @Metadata(required = true, description = "The name or address of the IMAP server.")
    private String host;

    @UriPath
    @Metadata(
            description = "The port of the IMAP server: 143 for imap-idle and 993 for imaps-idle where it is left out.")
    private int port;

    @UriParam(label = "security", secret = true)
    private String username;

    @UriParam(label = "security", secret = true)
    private String password;

    @UriParam(label = "security")
    private MailAuthenticator authenticator;

    @UriParam(label = "security")
    private String oauthProfile;

    @UriParam(label = "security", defaultValue = "AUTO")
    private AuthMechanism authMechanism = AuthMechanism.AUTO;

    @UriParam(label = "security", defaultValue = "true")
    private boolean startTls = true;

    @UriParam(label = "security")
    private SSLContextParameters sslContextParameters;

    @UriParam(label = "proxy")
    private String proxy;

    @UriParam(label = "proxy,security", secret = true)
    private String proxyUsername;

    @UriParam(label = "proxy,security", secret = true)
    private String proxyPassword;

    @UriParam(label = "advanced")
    private String localAddress;

    @UriParam(label = "advanced")
    private String networkInterface;

    @UriParam(label = "consumer")
    private MailboxSource mailboxes;

    @UriParam(label = "consumer", defaultValue = "30s", javaType = "java.time.Duration")
    private long mailboxesRefresh = 30_000;

    @UriParam(label = "consumer", defaultValue = "-1")
    private int maxConnectionsPerHost = -1;

    @UriParam(label = "consumer", defaultValue = "8")
    private int maxConnectionsPerAccount = 8;

    @UriParam(label = "consumer", defaultValue = "-1")
    private double loginRate = -1;

    @UriParam(defaultValue = "INBOX")
    private String folders = "INBOX";

    @UriParam(label = "consumer", defaultValue = "UNSEEN")
    private StartFrom startFrom = StartFrom.UNSEEN;

    @UriParam(label = "consumer", defaultValue = "false")
    private boolean replayAfterReset;

    @UriParam(label = "consumer")
    private StateRepository<String, String> cursorRepository;

    @UriParam(label = "consumer", defaultValue = "messages")
    private String events = "messages";

    @UriParam(label = "filter", prefix = "searchTerm.", multiValue = true)
    private SearchTerm searchTerm;

    @UriParam(label = "consumer", defaultValue = "FULL")
    private Download download = Download.FULL;

    @UriParam(label = "consumer", defaultValue = "-1")
    private long maxDownloadSize = -1;

    @UriParam(label = "consumer", defaultValue = "true")
    private boolean markSeen = true;

    @UriParam(label = "consumer", defaultValue = "false")
    private boolean delete = false;

    @UriParam(label = "consumer")
    private String copyTo;

    @UriParam(label = "consumer")
    private String moveTo;

    @UriParam(label = "consumer", defaultValue = "1")
    private int maxInFlight = 1;

    @UriParam(label = "consumer", defaultValue = "5s", javaType = "java.time.Duration")
    private long redeliveryDelay = 5_000;

    @UriParam(label = "consumer", defaultValue = "-1")
    private int maxDeliveryAttempts = -1;

    @UriParam(label = "consumer")
    private String deadLetterFolder;

    @UriParam(label = "consumer", defaultValue = "9m", javaType = "java.time.Duration")
    private long idleRenewal = 540_000;

    @UriParam(defaultValue = "30s", javaType = "java.time.Duration")
    private long livenessTimeout = 30_000;

    @UriParam(label = "consumer", defaultValue = "1m", javaType = "java.time.Duration")
    private long pollInterval = 60_000;

    @UriParam(label = "consumer", defaultValue = "15m", javaType = "java.time.Duration")
    private long reconcileInterval = 900_000;

    @UriParam(defaultValue = "30s", javaType = "java.time.Duration")
    private long connectTimeout = 30_000;

    @UriParam(label = "consumer", defaultValue = "true")
    private boolean reconnect = true;

    @UriParam(label = "consumer", defaultValue = "5s", javaType = "java.time.Duration")
    private long reconnectDelay = 5_000;

    @UriParam(defaultValue = "2m", javaType = "java.time.Duration")
    private long maxReconnectDelay = 120_000;

    @UriParam(label = "consumer", defaultValue = "2")
    private double reconnectBackoffMultiplier = 2;

    @UriParam(label = "consumer", defaultValue = "-1")
    private int maxReconnectAttempts = -1;

    @UriParam(label = "advanced", defaultValue = "false")
    private boolean compress;

    @UriParam(label = "advanced", defaultValue = "false")
    private boolean identify;

    @UriParam(label = "advanced")
    private String disabledExtensions;

    @UriParam(label = "advanced", defaultValue = "1048576")
    private int maxLineLength = 1_048_576;

    @UriParam(label = "advanced", defaultValue = "1073741824")
    private long maxLiteralSize = 1_073_741_824L;

    @UriParam(label = "producer")
    private MailboxOperation operation;

    @UriParam(label = "producer")
    private String targetFolder;

    @UriParam(label = "producer")
    private String setFlags;

    @UriParam(label = "producer")
    private String clearFlags;

    @UriParam(label = "advanced")
    private HeaderFilterStrategy headerFilterStrategy;

    public String getHost() {
        return host;
    }

    /** The name or address of the IMAP server. */
    public void setHost(String host) {
        this.host = host;
    }

    public int getPort() {
        return port;
    }

    /** The port of the IMAP server: 143 for imap-idle and 993 for imaps-idle where it is left out. */
    public void setPort(int port) {
        this.port = port;
    }

    public String getUsername() {
        return username;
    }

    /** The user to log in as. */
    public void setUsername(String username) {
        this.username = username;
    }

    public String getPassword() {
        return password;
    }

    /** The password to log in with. */
    public void setPassword(String password) {
        this.password = password;
    }

    public MailAuthenticator getAuthenticator() {
        return authenticator;
    }

    /**
     * Gives user and password, asked before each login so that what it gives may change. Instead of username and
     * password. Where it gives an access token, set authMechanism.
     */
    public void setAuthenticator(MailAuthenticator authenticator) {
        this.authenticator = authenticator;
    }

    public String getOauthProfile() {
        return oauthProfile;
    }

    /**
     * The name of an OAuth profile (properties camel.oauth.name.client-id and others) whose access token is asked for
     * before each login. Instead of password and authenticator. Needs camel-oauth, and Camel 4.19 or newer.
     */
    public void setOauthProfile(String oauthProfile) {
        this.oauthProfile = oauthProfile;
    }

    public AuthMechanism getAuthMechanism() {
        return authMechanism;
    }

    /**
     * How to log in. AUTO takes PLAIN for a password where the server has it, else LOGIN; for an oauthProfile
     * OAUTHBEARER where the server has it, else XOAUTH2. What an authenticator gives is taken for a password: set
     * XOAUTH2 or OAUTHBEARER where it gives an access token.
     */
    public void setAuthMechanism(AuthMechanism authMechanism) {
        this.authMechanism = authMechanism;
    }

    public boolean isStartTls() {
        return startTls;
    }

    /**
     * Whether imap-idle must start TLS before it logs in (STARTTLS). When false, the password is sent in clear
     * text. No matter to imaps-idle, which uses TLS from the start.
     */
    public void setStartTls(boolean startTls) {
        this.startTls = startTls;
    }

    public SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    /** Key stores, trust stores, protocols and ciphers of TLS. The server's name is checked in any case. */
    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    public String getProxy() {
        return proxy;
    }

    /**
     * The proxy that connections are made through: socks5://host:port or http://host:port. It looks up the server's name.
     * Needs io.netty:netty-handler-proxy on the class path.
     */
    public void setProxy(String proxy) {
        this.proxy = proxy;
    }

    public String getProxyUsername() {
        return proxyUsername;
    }

    /** The user to log in to the proxy as, where it wants a login. */
    public void setProxyUsername(String proxyUsername) {
        this.proxyUsername = proxyUsername;
    }

    public String getProxyPassword() {
        return proxyPassword;
    }

    /** The password to log in to the proxy with. */
    public void setProxyPassword(String proxyPassword) {
        this.proxyPassword = proxyPassword;
    }

    public String getLocalAddress() {
        return localAddress;
    }

    /**
     * The address or name of this host that connections come from. While this host does not have it, no connection is
     * made.
     */
    public void setLocalAddress(String localAddress) {
        this.localAddress = localAddress;
    }

    public String getNetworkInterface() {
        return networkInterface;
    }

    /**
     * The device that connections leave by, such as wlan0, whatever the routing table says. While there is no such
     * device, no connection is made. Needs Linux, and io.netty:netty-transport-native-epoll with its native library on
     * the class path.
     */
    public void setNetworkInterface(String networkInterface) {
        this.networkInterface = networkInterface;
    }

    public MailboxSource getMailboxes() {
        return mailboxes;
    }

    /**
     * Says which mailboxes are watched: many on one endpoint, that may join and leave while the route runs. What one
     * of them leaves out is as this endpoint says.
     */
    public void setMailboxes(MailboxSource mailboxes) {
        this.mailboxes = mailboxes;
    }

    public long getMailboxesRefresh() {
        return mailboxesRefresh;
    }

    /** How often the source of mailboxes is asked for changes. */
    public void setMailboxesRefresh(long mailboxesRefresh) {
        this.mailboxesRefresh = mailboxesRefresh;
    }

    public int getMaxConnectionsPerHost() {
        return maxConnectionsPerHost;
    }

    /**
     * Connections to one host and port that there may be at once, those of all endpoints of the component counted;
     * further mailboxes wait. With -1 there is no limit.
     */
    public void setMaxConnectionsPerHost(int maxConnectionsPerHost) {
        this.maxConnectionsPerHost = maxConnectionsPerHost;
    }

    public int getMaxConnectionsPerAccount() {
        return maxConnectionsPerAccount;
    }

    /**
     * Connections that several folders of one account may have. Where the server has NOTIFY, one serves all folders,
     * whatever this says. Else the first folders have one each, and the others are asked for every pollInterval over the
     * connection of the first.
     */
    public void setMaxConnectionsPerAccount(int maxConnectionsPerAccount) {
        this.maxConnectionsPerAccount = maxConnectionsPerAccount;
    }

    public double getLoginRate() {
        return loginRate;
    }

    /**
     * Logins a second at one host and port, those of all endpoints of the component counted. With -1 there is no
     * limit but that 16 mailboxes connect at once.
     */
    public void setLoginRate(double loginRate) {
        this.loginRate = loginRate;
    }

    public String getFolders() {
        return folders;
    }

    /**
     * The folders to watch, separated by commas; they share connections where they can. A name that has a comma in it
     * stands in quotation marks.
     */
    public void setFolders(String folders) {
        this.folders = folders;
    }

    public StartFrom getStartFrom() {
        return startFrom;
    }

    /**
     * What is delivered where no position is known yet: UNSEEN mails, as camel-mail does; only NEW ones that come
     * from now on; or ALL mails of the folder.
     */
    public void setStartFrom(StartFrom startFrom) {
        this.startFrom = startFrom;
    }

    public boolean isReplayAfterReset() {
        return replayAfterReset;
    }

    /**
     * Whether startFrom decides again what is delivered when the server has numbered the folder anew (another
     * UIDVALIDITY): mails may then come a second time. When false, only those come that cannot have been processed.
     */
    public void setReplayAfterReset(boolean replayAfterReset) {
        this.replayAfterReset = replayAfterReset;
    }

    public StateRepository<String, String> getCursorRepository() {
        return cursorRepository;
    }

    /**
     * Keeps the position over restarts: which mails are done with. Without it the position lives as long as the
     * endpoint, and after that the Seen flag tells what was processed.
     */
    public void setCursorRepository(StateRepository<String, String> cursorRepository) {
        this.cursorRepository = cursorRepository;
    }

    public String getEvents() {
        return events;
    }

    /**
     * What makes an exchange, separated by commas: messages for each mail; flags for each change of a mail's flags that
     * somebody else made; expunged for each mail that is gone and that this component did not remove; mailbox when the
     * mailbox is connected, lost, or numbered anew by the server. Events are told once and not again when their exchange
     * fails. Without messages no mail is fetched and none is changed.
     */
    public void setEvents(String events) {
        this.events = events;
    }

    public SearchTerm getSearchTerm() {
        return searchTerm;
    }

    /**
     * Which mails are delivered, as in camel-mail: a SearchTerm or SimpleSearchTerm, or options of the latter such as
     * searchTerm.subject. The server does the search; the position passes the other mails, which are left as they are.
     * In a producer, what search looks for where the body is no term.
     */
    public void setSearchTerm(SearchTerm searchTerm) {
        this.searchTerm = searchTerm;
    }

    public Download getDownload() {
        return download;
    }

    /**
     * How much of a mail comes down: all of it; its headers and what parts it has; or nothing but flags, size and date
     * of arrival.
     */
    public void setDownload(Download download) {
        this.download = download;
    }

    public long getMaxDownloadSize() {
        return maxDownloadSize;
    }

    /**
     * Octets of the largest mail that comes down whole; of a larger one only the headers come, and what parts it has. -1
     * for no end. Only with download=FULL.
     */
    public void setMaxDownloadSize(long maxDownloadSize) {
        this.maxDownloadSize = maxDownloadSize;
    }

    public boolean isMarkSeen() {
        return markSeen;
    }

    /** Sets the Seen flag on a mail whose exchange has succeeded. */
    public void setMarkSeen(boolean markSeen) {
        this.markSeen = markSeen;
    }

    public boolean isDelete() {
        return delete;
    }

    /** Deletes a mail whose exchange has succeeded. Nobody else's mails are expunged. */
    public void setDelete(boolean delete) {
        this.delete = delete;
    }

    public String getCopyTo() {
        return copyTo;
    }

    /** The folder that gets a copy of a mail whose exchange has succeeded. */
    public void setCopyTo(String copyTo) {
        this.copyTo = copyTo;
    }

    public String getMoveTo() {
        return moveTo;
    }

    /** The folder a mail is moved to whose exchange has succeeded. */
    public void setMoveTo(String moveTo) {
        this.moveTo = moveTo;
    }

    public int getMaxInFlight() {
        return maxInFlight;
    }

    /** How many exchanges may run at once. With 1 mails come one after the other, in the order of the folder. */
    public void setMaxInFlight(int maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    public long getRedeliveryDelay() {
        return redeliveryDelay;
    }

    /**
     * How long a mail waits whose exchange has failed before it is delivered again; the wait doubles each time, up
     * to ten minutes. Other mails go on meanwhile.
     */
    public void setRedeliveryDelay(long redeliveryDelay) {
        this.redeliveryDelay = redeliveryDelay;
    }

    public int getMaxDeliveryAttempts() {
        return maxDeliveryAttempts;
    }

    /**
     * How often one mail is delivered at most when its exchange keeps failing; then it is put aside. With -1 it is
     * never given up.
     */
    public void setMaxDeliveryAttempts(int maxDeliveryAttempts) {
        this.maxDeliveryAttempts = maxDeliveryAttempts;
    }

    public String getDeadLetterFolder() {
        return deadLetterFolder;
    }

    /**
     * The folder a mail is moved to that was put aside. Without it the mail stays where it is, unseen, and is
     * passed over.
     */
    public void setDeadLetterFolder(String deadLetterFolder) {
        this.deadLetterFolder = deadLetterFolder;
    }

    public long getIdleRenewal() {
        return idleRenewal;
    }

    /**
     * After how long IDLE is ended and begun again, so that neither server nor NAT forgets the connection. At most
     * 29 minutes.
     */
    public void setIdleRenewal(long idleRenewal) {
        this.idleRenewal = idleRenewal;
    }

    public long getLivenessTimeout() {
        return livenessTimeout;
    }

    /** How long the server may be silent when an answer is due before the connection counts as dead. */
    public void setLivenessTimeout(long livenessTimeout) {
        this.livenessTimeout = livenessTimeout;
    }

    public long getPollInterval() {
        return pollInterval;
    }

    /** How often to look for mail where the server cannot push. */
    public void setPollInterval(long pollInterval) {
        this.pollInterval = pollInterval;
    }

    public long getReconcileInterval() {
        return reconcileInterval;
    }

    /** How often to look for mail although the server pushes. What such a look finds is counted. */
    public void setReconcileInterval(long reconcileInterval) {
        this.reconcileInterval = reconcileInterval;
    }

    public long getConnectTimeout() {
        return connectTimeout;
    }

    /** How long a connection may take, from the name to the server's greeting, TLS included. */
    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public boolean isReconnect() {
        return reconnect;
    }

    /** Whether a lost connection is made again. */
    public void setReconnect(boolean reconnect) {
        this.reconnect = reconnect;
    }

    public long getReconnectDelay() {
        return reconnectDelay;
    }

    /** How long to wait before the first attempt to connect again. */
    public void setReconnectDelay(long reconnectDelay) {
        this.reconnectDelay = reconnectDelay;
    }

    public long getMaxReconnectDelay() {
        return maxReconnectDelay;
    }

    /**
     * How long to wait at most between attempts. Where the server refuses the login, waits begin here and grow up
     * to an hour.
     */
    public void setMaxReconnectDelay(long maxReconnectDelay) {
        this.maxReconnectDelay = maxReconnectDelay;
    }

    public double getReconnectBackoffMultiplier() {
        return reconnectBackoffMultiplier;
    }

    /** By how much the wait grows from one attempt to the next. */
    public void setReconnectBackoffMultiplier(double reconnectBackoffMultiplier) {
        this.reconnectBackoffMultiplier = reconnectBackoffMultiplier;
    }

    public int getMaxReconnectAttempts() {
        return maxReconnectAttempts;
    }

    /** How many attempts in a row may fail before no further one is made. With -1 there is no end. */
    public void setMaxReconnectAttempts(int maxReconnectAttempts) {
        this.maxReconnectAttempts = maxReconnectAttempts;
    }

    public boolean isCompress() {
        return compress;
    }

    /**
     * Compresses the connection where the server can (COMPRESS=DEFLATE). Saves traffic, most of all with large mails
     * on a slow line; costs a round trip for each connection and memory for each mailbox.
     */
    public void setCompress(boolean compress) {
        this.compress = compress;
    }

    public boolean isIdentify() {
        return identify;
    }

    /**
     * Tells the server name and version of this component, and asks it for its own (ID). Costs a round trip for each
     * connection; a few servers open no folder without it.
     */
    public void setIdentify(boolean identify) {
        this.identify = identify;
    }

    public String getDisabledExtensions() {
        return disabledExtensions;
    }

    /**
     * Capabilities that are not used even where the server has them, separated by commas: for a server that has one and
     * does it wrong.
     */
    public void setDisabledExtensions(String disabledExtensions) {
        this.disabledExtensions = disabledExtensions;
    }

    public int getMaxLineLength() {
        return maxLineLength;
    }

    /**
     * How many octets one response of the server may have, messages not counted. A longer one closes the
     * connection.
     */
    public void setMaxLineLength(int maxLineLength) {
        this.maxLineLength = maxLineLength;
    }

    public long getMaxLiteralSize() {
        return maxLiteralSize;
    }

    /** How many octets one message may have. A larger one closes the connection. */
    public void setMaxLiteralSize(long maxLiteralSize) {
        this.maxLiteralSize = maxLiteralSize;
    }

    public MailboxOperation getOperation() {
        return operation;
    }

    /**
     * What is done to a mail or a folder. Where it is left out, the header CamelImapIdleOperation may say, and without
     * that the mail is fetched.
     */
    public void setOperation(MailboxOperation operation) {
        this.operation = operation;
    }

    public String getTargetFolder() {
        return targetFolder;
    }

    /** The folder a mail is moved, copied or appended to, unless the header CamelImapIdleTargetFolder names one. */
    public void setTargetFolder(String targetFolder) {
        this.targetFolder = targetFolder;
    }

    public String getSetFlags() {
        return setFlags;
    }

    /** Flags and keywords that flag sets and append gives, separated by commas, such as \Flagged. */
    public void setSetFlags(String setFlags) {
        this.setFlags = setFlags;
    }

    public String getClearFlags() {
        return clearFlags;
    }

    /** Flags and keywords that flag clears, separated by commas. */
    public void setClearFlags(String clearFlags) {
        this.clearFlags = clearFlags;
    }

    public HeaderFilterStrategy getHeaderFilterStrategy() {
        return headerFilterStrategy;
    }

    /** Says which headers of a mail become headers of the exchange. */
    public void setHeaderFilterStrategy(HeaderFilterStrategy headerFilterStrategy) {
        this.headerFilterStrategy = headerFilterStrategy;
    }

    /** A copy that can be changed by itself; what options refer to is shared. */
    public ImapIdleConfiguration copy() {
        try {
            return (ImapIdleConfiguration) clone();
        } catch (CloneNotSupportedException impossible) {
            throw new RuntimeCamelException(impossible);
        }
    }
}
