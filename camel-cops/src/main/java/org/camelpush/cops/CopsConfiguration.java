package org.camelpush.cops;

import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.camelpush.cops.security.KeyRing;
import org.camelpush.cops.security.TlsMode;
import org.camelpush.cops.session.SyncPolicy;

/** The options of an endpoint. Times are in milliseconds unless written with a unit; KATimer is in seconds there as here. */
@UriParams
public class CopsConfiguration extends CopsBounds implements Cloneable {

    static final int DEFAULT_PORT = 3288;
    static final int DEFAULT_TLS_PORT = 3183;

    private static final long DEFAULT_KEEP_ALIVE = 30_000;

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

    @UriParam(label = "producer")
    private String servers;

    @UriParam(label = "producer,security")
    private String allowedRedirects;

    @UriParam
    private CopsRole role;

    @UriParam(label = "consumer")
    private String events;

    @UriParam(label = "producer")
    private CopsOperation operation;

    @UriParam(label = "producer", defaultValue = "false")
    private boolean keepState;

    @UriParam(label = "producer")
    private String lpdp;

    @UriParam(label = "consumer", defaultValue = "30s", javaType = "java.time.Duration")
    private long keepAliveTimer = DEFAULT_KEEP_ALIVE;

    @UriParam(label = "consumer", defaultValue = "-1", javaType = "java.time.Duration")
    private long accountingTimer = -1;

    @UriParam(label = "consumer", defaultValue = "AUTO")
    private SyncPolicy syncPolicy = SyncPolicy.AUTO;

    @UriParam
    private String redirectTo;

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

    /** Where a PDP listens, a name or an address; or the PDP that a PEP goes to, also as a service such as _cops._tcp.example.com, whose PDPs DNS tells (SRV). An IPv6 address stands in brackets. */
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

    public String getServers() {
        return servers;
    }

    /** Further PDPs in order of preference, host, host:port or a service, separated by commas; the port is 3288 otherwise, or 3183 with tls IMPLICIT. They are tried when those before them cannot be had. */
    public void setServers(String servers) {
        this.servers = servers;
    }

    public String getAllowedRedirects() {
        return allowedRedirects;
    }

    /** Where a PDP may redirect the PEP to, beside its own servers: addresses, names, or networks such as 10.1.0.0/16, each with a port or without, separated by commas; * is anywhere but this machine. */
    public void setAllowedRedirects(String allowedRedirects) {
        this.allowedRedirects = allowedRedirects;
    }

    public CopsOperation getOperation() {
        return operation;
    }

    /** What a producer does, where the header CamelCopsOperation does not say. A PEP asks for a decision (REQUEST, which it does without this option), reports (REPORT) or deletes a request state (DELETE). A PDP decides anew on a request state (DECIDE, which it does without this option), asks for request states (SYNCHRONIZE), or closes a client type, with another PDP to go to (REDIRECT) or without (CLOSE). */
    public void setOperation(CopsOperation operation) {
        this.operation = operation;
    }

    public CopsRole getRole() {
        return role;
    }

    /** Whether this end is a PDP or a PEP. Without it a consumer is a PDP, and a producer a PEP. */
    public void setRole(CopsRole role) {
        this.role = role;
    }

    public String getEvents() {
        return events;
    }

    /** What becomes an exchange, separated by commas. PDP: request, which must be there, report, reportTimeout, delete, open, close; only request without this option. PEP: decision, synchronize, close, which it has without this option, and accounting. */
    public void setEvents(String events) {
        this.events = events;
    }

    public boolean isKeepState() {
        return keepState;
    }

    /** Whether the PDP keeps the request state after its decision, so that it can be renewed, reported on and deleted. Without it the PEP deletes the state as soon as the decision is there, but for a configuration request, which has to be reported on. */
    public void setKeepState(boolean keepState) {
        this.keepState = keepState;
    }

    public String getLpdp() {
        return lpdp;
    }

    /** The endpoint of a route that decides while no PDP can be had (local PDP), such as direct:local. It is given the request and replies as the route of a PDP does. */
    public void setLpdp(String lpdp) {
        this.lpdp = lpdp;
    }

    public long getKeepAliveTimer() {
        return keepAliveTimer;
    }

    /** The longest silence of a connection that the PDP demands (KATimer), in whole seconds up to 65535; 0 for no limit. */
    public void setKeepAliveTimer(long keepAliveTimer) {
        this.keepAliveTimer = keepAliveTimer;
    }

    public long getAccountingTimer() {
        return accountingTimer;
    }

    /** The least time between two accounting reports on one request state that the PDP demands (AcctTimer), in whole seconds up to 65535; 0 for none at all, -1 to say nothing. */
    public void setAccountingTimer(long accountingTimer) {
        this.accountingTimer = accountingTimer;
    }

    public SyncPolicy getSyncPolicy() {
        return syncPolicy;
    }

    /** When the PDP asks a PEP for all its request states as it comes: AUTO where the PEP keeps states that this PDP does not, ALWAYS or NEVER. */
    public void setSyncPolicy(SyncPolicy syncPolicy) {
        this.syncPolicy = syncPolicy;
    }

    public String getRedirectTo() {
        return redirectTo;
    }

    /** The PDP that PEPs are sent to, host or host:port as in servers: by the operation REDIRECT, when their client type is not served here, and when this PDP is suspended or stopped. */
    public void setRedirectTo(String redirectTo) {
        this.redirectTo = redirectTo;
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

    /** Whether the certificate of the PDP must be for the host that the PEP goes to: by its name in the URI or in servers, and by its address where a PDP has redirected to it. */
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
