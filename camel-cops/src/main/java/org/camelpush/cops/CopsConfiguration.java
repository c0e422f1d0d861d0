package org.camelpush.cops;

import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.camelpush.cops.security.KeyRing;
import org.camelpush.cops.security.TlsMode;

/** The options of an endpoint. Times are in milliseconds unless written with a unit; KATimer is in seconds there as here. */
@UriParams
public class CopsConfiguration implements Cloneable {

    static final int DEFAULT_PORT = 3288;
    static final int DEFAULT_TLS_PORT = 3183;

    private static final long DEFAULT_KEEP_ALIVE = 30_000;
    private static final long DEFAULT_TIMEOUT = 10_000;
    private static final long DEFAULT_CONNECT_TIMEOUT = 30_000;
    private static final int DEFAULT_MESSAGE_LENGTH = 65_536;
    private static final int DEFAULT_OBJECTS = 256;
    private static final int DEFAULT_HANDLE_LENGTH = 1024;
    private static final int DEFAULT_HANDLES = 100_000;
    private static final int DEFAULT_SESSIONS = 10_000;
    private static final int DEFAULT_SESSIONS_PER_HOST = 1_000;
    private static final long DEFAULT_RECONNECT_DELAY = 5_000;
    private static final long DEFAULT_MAX_RECONNECT_DELAY = 120_000;

    @UriPath
    @Metadata(required = true)
    private String host;

    @UriPath(defaultValue = "3288")
    private int port = DEFAULT_PORT;

    @UriParam(label = "consumer")
    private String clientTypes;

    @UriParam(label = "producer")
    private String clientType;

    @UriParam(label = "producer")
    private String pepId;

    @UriParam(label = "producer", defaultValue = "REQUEST")
    private CopsOperation operation = CopsOperation.REQUEST;

    @UriParam(label = "producer", defaultValue = "false")
    private boolean keepState;

    @UriParam(label = "consumer", defaultValue = "30s", javaType = "java.time.Duration")
    private long keepAliveTimer = DEFAULT_KEEP_ALIVE;

    @UriParam(defaultValue = "10s", javaType = "java.time.Duration")
    private long requestTimeout = DEFAULT_TIMEOUT;

    @UriParam(defaultValue = "10s", javaType = "java.time.Duration")
    private long openTimeout = DEFAULT_TIMEOUT;

    @UriParam(defaultValue = "10s", javaType = "java.time.Duration")
    private long messageReadTimeout = DEFAULT_TIMEOUT;

    @UriParam(label = "producer", defaultValue = "30s", javaType = "java.time.Duration")
    private long connectTimeout = DEFAULT_CONNECT_TIMEOUT;

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

    @UriParam(label = "security", secret = true)
    private KeyRing keys;

    @UriParam(label = "security")
    private String keyFile;

    @UriParam(label = "consumer,security", defaultValue = "false")
    private boolean requireIntegrity;

    @UriParam(label = "security", defaultValue = "NONE")
    private TlsMode tls = TlsMode.NONE;

    @UriParam(label = "security")
    private SSLContextParameters sslContextParameters;

    @UriParam(label = "producer,security", defaultValue = "true")
    private boolean hostnameVerification = true;

    @UriParam(label = "consumer,security", defaultValue = "false")
    private boolean bindPepId;

    /** A copy that can be changed without changing this one. */
    public CopsConfiguration copy() {
        try {
            return (CopsConfiguration) super.clone();
        } catch (CloneNotSupportedException impossible) {
            throw new RuntimeCamelException(impossible);
        }
    }

    public String getHost() {
        return host;
    }

    /** Where a PDP listens, a name or an address; or the PDP that a PEP goes to. An IPv6 address stands in brackets. */
    public void setHost(String host) {
        this.host = host;
    }

    public int getPort() {
        return port;
    }

    /** The TCP port. */
    public void setPort(int port) {
        this.port = port;
    }

    public String getClientTypes() {
        return clientTypes;
    }

    /** The client types that the PDP decides for, decimal or 0x and hexadecimal, separated by commas. All others are refused. Without it all are taken. */
    public void setClientTypes(String clientTypes) {
        this.clientTypes = clientTypes;
    }

    public String getClientType() {
        return clientType;
    }

    /** The client type of the PEP, decimal or 0x and hexadecimal, 1 to 65535. A PEP must have it. */
    public void setClientType(String clientType) {
        this.clientType = clientType;
    }

    public String getPepId() {
        return pepId;
    }

    /** The name by which the PDP knows the PEP: printable ASCII, and the same after each start. A PEP must have it. */
    public void setPepId(String pepId) {
        this.pepId = pepId;
    }

    public CopsOperation getOperation() {
        return operation;
    }

    /** What the PEP does, where the header CamelCopsOperation does not say: asks for a decision, reports, or deletes a request state. */
    public void setOperation(CopsOperation operation) {
        this.operation = operation;
    }

    public boolean isKeepState() {
        return keepState;
    }

    /** Whether the PDP keeps the request state after its decision, so that it can be renewed, reported on and deleted. Without it the PEP deletes the state as soon as the decision is there, but for a configuration request, which has to be reported on. */
    public void setKeepState(boolean keepState) {
        this.keepState = keepState;
    }

    public long getKeepAliveTimer() {
        return keepAliveTimer;
    }

    /** The longest silence of a connection that the PDP demands (KATimer), in whole seconds up to 65535; 0 for no limit. */
    public void setKeepAliveTimer(long keepAliveTimer) {
        this.keepAliveTimer = keepAliveTimer;
    }

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

    /** How long to wait before the first new connection. A jitter of a fifth is always added. */
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

    /** How many connections in a row may fail until no further one is made; -1 for no end. */
    public void setMaxReconnectAttempts(int maxReconnectAttempts) {
        this.maxReconnectAttempts = maxReconnectAttempts;
    }

    public KeyRing getKeys() {
        return keys;
    }

    /** The keys of Integrity (HMAC of each message), a bean of the registry. They may be changed while connections are up. A PEP that has keys demands Integrity; a PDP has it with those PEPs that ask for it. */
    public void setKeys(KeyRing keys) {
        this.keys = keys;
    }

    public String getKeyFile() {
        return keyFile;
    }

    /** The keys of Integrity, in a file or another resource, one on a line, such as id=7 secret=hex:00112233445566778899aabbccddeeff until=2027-01-01T00:00:00Z. It is read again every half minute. */
    public void setKeyFile(String keyFile) {
        this.keyFile = keyFile;
    }

    public boolean isRequireIntegrity() {
        return requireIntegrity;
    }

    /** Whether a PDP refuses PEPs that do not agree on Integrity. It needs keys then. */
    public void setRequireIntegrity(boolean requireIntegrity) {
        this.requireIntegrity = requireIntegrity;
    }

    public TlsMode getTls() {
        return tls;
    }

    /** When connections are encrypted: NONE never; STARTTLS when the other side can, which an attacker on the way can prevent; REQUIRED always, after an agreement in clear (RFC 4261); IMPLICIT from the first octet, which copss always is. */
    public void setTls(TlsMode tls) {
        this.tls = tls;
    }

    public SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    /** The keys and the trust of TLS. A PDP needs a key. */
    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    public boolean isHostnameVerification() {
        return hostnameVerification;
    }

    /** Whether the certificate of the PDP must be for the host that the PEP goes to. */
    public void setHostnameVerification(boolean hostnameVerification) {
        this.hostnameVerification = hostnameVerification;
    }

    public boolean isBindPepId() {
        return bindPepId;
    }

    /** Whether each PEP must show a certificate that is for its PEPID: a DNS name or an address among the alternative names, or without those the common name. */
    public void setBindPepId(boolean bindPepId) {
        this.bindPepId = bindPepId;
    }
}
