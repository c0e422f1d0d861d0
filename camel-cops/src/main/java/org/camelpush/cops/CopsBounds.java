package org.camelpush.cops;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * The options of an endpoint that bound what a peer may do, how long things may take, who connects, and how often that is tried.
 */
@UriParams
public class CopsBounds {

    private static final long DEFAULT_TIMEOUT = 10_000;
    private static final long DEFAULT_CONNECT_TIMEOUT = 30_000;
    private static final long DEFAULT_STATE_TIMEOUT = 120_000;
    private static final long DEFAULT_REPORT_TIMEOUT = 30_000;
    private static final int DEFAULT_MESSAGE_LENGTH = 65_536;
    private static final int DEFAULT_OBJECTS = 256;
    private static final int DEFAULT_HANDLE_LENGTH = 1024;
    private static final int DEFAULT_HANDLES = 100_000;
    private static final int DEFAULT_SESSIONS = 10_000;
    private static final int DEFAULT_SESSIONS_PER_HOST = 1_000;
    private static final long DEFAULT_RECONNECT_DELAY = 5_000;
    private static final long DEFAULT_MAX_RECONNECT_DELAY = 120_000;

    @UriParam(defaultValue = "10s", javaType = "java.time.Duration")
    private long requestTimeout = DEFAULT_TIMEOUT;

    @UriParam(defaultValue = "10s", javaType = "java.time.Duration")
    private long openTimeout = DEFAULT_TIMEOUT;

    @UriParam(defaultValue = "10s", javaType = "java.time.Duration")
    private long messageReadTimeout = DEFAULT_TIMEOUT;

    @UriParam(label = "producer", defaultValue = "30s", javaType = "java.time.Duration")
    private long connectTimeout = DEFAULT_CONNECT_TIMEOUT;

    @UriParam(defaultValue = "2m", javaType = "java.time.Duration")
    private long stateTimeout = DEFAULT_STATE_TIMEOUT;

    @UriParam(defaultValue = "30s", javaType = "java.time.Duration")
    private long reportTimeout = DEFAULT_REPORT_TIMEOUT;

    @UriParam(defaultValue = "65536")
    private int maxMessageLength = DEFAULT_MESSAGE_LENGTH;

    @UriParam(defaultValue = "256")
    private int maxObjects = DEFAULT_OBJECTS;

    @UriParam(defaultValue = "1024")
    private int maxHandleLength = DEFAULT_HANDLE_LENGTH;

    @UriParam(defaultValue = "100000")
    private int maxHandlesPerSession = DEFAULT_HANDLES;

    @UriParam(label = "consumer", defaultValue = "10000")
    private int maxSessions = DEFAULT_SESSIONS;

    @UriParam(label = "consumer", defaultValue = "1000")
    private int maxSessionsPerHost = DEFAULT_SESSIONS_PER_HOST;

    @UriParam(enums = "true,false")
    private String clientMode;

    @UriParam(label = "producer", defaultValue = "true")
    private boolean reconnect = true;

    @UriParam(label = "producer", defaultValue = "5s", javaType = "java.time.Duration")
    private long reconnectDelay = DEFAULT_RECONNECT_DELAY;

    @UriParam(label = "producer", defaultValue = "2m", javaType = "java.time.Duration")
    private long maxReconnectDelay = DEFAULT_MAX_RECONNECT_DELAY;

    @UriParam(label = "producer", defaultValue = "2")
    private double reconnectBackoffMultiplier = 2;

    @UriParam(label = "producer", defaultValue = "-1")
    private int maxReconnectAttempts = -1;

    public long getRequestTimeout() {
        return requestTimeout;
    }

    /** How long a decision may take. A PEP deletes the request then and its exchange fails; a PDP answers with an error. */
    public void setRequestTimeout(long requestTimeout) {
        this.requestTimeout = requestTimeout;
    }

    public long getOpenTimeout() {
        return openTimeout;
    }

    /** How long a PEP may be connected without an open client type, and how long a PDP may take to accept one. */
    public void setOpenTimeout(long openTimeout) {
        this.openTimeout = openTimeout;
    }

    public long getMessageReadTimeout() {
        return messageReadTimeout;
    }

    /** How long a message may take from its first octet to its last; then the connection is closed. */
    public void setMessageReadTimeout(long messageReadTimeout) {
        this.messageReadTimeout = messageReadTimeout;
    }

    public long getConnectTimeout() {
        return connectTimeout;
    }

    /** How long making a connection may take. */
    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public long getStateTimeout() {
        return stateTimeout;
    }

    /** How long request states are kept behind a lost connection, on both sides. */
    public void setStateTimeout(long stateTimeout) {
        this.stateTimeout = stateTimeout;
    }

    public long getReportTimeout() {
        return reportTimeout;
    }

    /** How long a PEP may take to report on a configuration, and to answer a synchronization; and how long a PEP's route may take to carry out a decision. */
    public void setReportTimeout(long reportTimeout) {
        this.reportTimeout = reportTimeout;
    }

    public int getMaxMessageLength() {
        return maxMessageLength;
    }

    /** The longest message that is taken, in octets; 64 at least. */
    public void setMaxMessageLength(int maxMessageLength) {
        this.maxMessageLength = maxMessageLength;
    }

    public int getMaxObjects() {
        return maxObjects;
    }

    /** The most objects in one message that are taken; 8 at least. */
    public void setMaxObjects(int maxObjects) {
        this.maxObjects = maxObjects;
    }

    public int getMaxHandleLength() {
        return maxHandleLength;
    }

    /** The longest handle that is taken, in octets; up to 65531. */
    public void setMaxHandleLength(int maxHandleLength) {
        this.maxHandleLength = maxHandleLength;
    }

    public int getMaxHandlesPerSession() {
        return maxHandlesPerSession;
    }

    /** The most request states of one connection; a PDP refuses more, a PEP does not ask for more. */
    public void setMaxHandlesPerSession(int maxHandlesPerSession) {
        this.maxHandlesPerSession = maxHandlesPerSession;
    }

    public int getMaxSessions() {
        return maxSessions;
    }

    /** The most connections to this PDP; more are closed at once. */
    public void setMaxSessions(int maxSessions) {
        this.maxSessions = maxSessions;
    }

    public int getMaxSessionsPerHost() {
        return maxSessionsPerHost;
    }

    /** The most connections from one address; more are closed at once. */
    public void setMaxSessionsPerHost(int maxSessionsPerHost) {
        this.maxSessionsPerHost = maxSessionsPerHost;
    }

    public String getClientMode() {
        return clientMode;
    }

    /** Whether this end makes the connection. Without it a PEP does, and a PDP listens. With true a PDP goes to the PEP at host and port, by the options of reconnection; with false a PEP listens there for its PDP. */
    public void setClientMode(String clientMode) {
        this.clientMode = clientMode;
    }

    public boolean isReconnect() {
        return reconnect;
    }

    /** Whether a PEP connects again after a lost connection. */
    public void setReconnect(boolean reconnect) {
        this.reconnect = reconnect;
    }

    public long getReconnectDelay() {
        return reconnectDelay;
    }

    /** How long to wait before the first new round of connections. A jitter of a fifth is always added. */
    public void setReconnectDelay(long reconnectDelay) {
        this.reconnectDelay = reconnectDelay;
    }

    public long getMaxReconnectDelay() {
        return maxReconnectDelay;
    }

    /** The longest wait between connections. */
    public void setMaxReconnectDelay(long maxReconnectDelay) {
        this.maxReconnectDelay = maxReconnectDelay;
    }

    public double getReconnectBackoffMultiplier() {
        return reconnectBackoffMultiplier;
    }

    /** By what factor the wait grows, 1 to 1024. */
    public void setReconnectBackoffMultiplier(double reconnectBackoffMultiplier) {
        this.reconnectBackoffMultiplier = reconnectBackoffMultiplier;
    }

    public int getMaxReconnectAttempts() {
        return maxReconnectAttempts;
    }

    /** How many rounds through all PDPs of a PEP may fail in a row until no further one is made; -1 for no end. */
    public void setMaxReconnectAttempts(int maxReconnectAttempts) {
        this.maxReconnectAttempts = maxReconnectAttempts;
    }
}
