package org.camelpush.imapidle;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;

import javax.net.ssl.SSLContext;

import jakarta.mail.PasswordAuthentication;

import org.apache.camel.CamelContextAware;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.component.mail.MailBinding;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.spi.HeaderFilterStrategyAware;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.camelpush.imapidle.delivery.CursorStore;
import org.camelpush.imapidle.delivery.PushedMailBinding;
import org.camelpush.imapidle.net.Transport;
import org.camelpush.imapidle.session.Binding;
import org.camelpush.imapidle.session.SessionSettings;

/** Receive mail the moment an IMAP server has it (IMAP IDLE, RFC 2177), and fetch, flag, move, copy, delete, append, search and count mails. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "imap-idle,imaps-idle",
        title = "IMAP IDLE,IMAPS IDLE",
        syntax = "imap-idle:host:port",
        category = {Category.MAIL},
        headersClass = ImapIdleConstants.class)
@Metadata(annotations = {"protocol=imap"})
public class ImapIdleEndpoint extends DefaultEndpoint implements EndpointServiceLocation, HeaderFilterStrategyAware {

    @UriParam
    private ImapIdleConfiguration configuration;

    private final boolean implicitTls;
    private final StateRepository<String, String> memory = new MemoryStateRepository();
    private OAuthProfile token;
    private SessionSettings settings;
    private volatile Binding bound;
    private MailBinding mailBinding;

    public ImapIdleEndpoint(
            String uri, ImapIdleComponent component, ImapIdleConfiguration configuration, boolean implicitTls) {
        super(uri, component);
        this.configuration = configuration;
        this.implicitTls = implicitTls;
    }

    @Override
    public ImapIdleComponent getComponent() {
        return (ImapIdleComponent) super.getComponent();
    }

    @Override
    public Producer createProducer() {
        return new ImapIdleProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        ImapIdleConsumer consumer = new ImapIdleConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    /** What is to be put on the class path before connections can be bound to a device, in words; null when it is there. */
    public static String missingForDevices() {
        return Transport.isNative() ? null : Transport.NEEDS_NATIVE;
    }

    /**
     * What its consumers are bound to when they start, instead of {@code networkInterface} and {@code localAddress}, where
     * they were not told otherwise themselves.
     *
     * @param binding null for what these options say
     */
    public void bind(Binding binding) {
        bound = binding;
    }

    Binding binding() {
        return bound == null ? ImapIdleNetwork.binding(configuration) : bound;
    }

    /** True for TLS from the first octet. */
    boolean isImplicitTls() {
        return implicitTls;
    }

    /** The user, or the host where none is configured. */
    String account() {
        String username = configuration.getUsername();
        return username == null ? configuration.getHost() : username;
    }

    /**
     * Keeps the position. Where no cursorRepository is set it lives as long as this endpoint, for a route that is stopped
     * and started again may get a new consumer.
     */
    CursorStore positions(MailboxAccount account) {
        StateRepository<String, String> chosen = configuration.getCursorRepository();
        // encoded, for a file of positions cannot hold a key with "="
        String key = account.server() + '/' + encoded(account.id()) + '/' + encoded(account.folder());
        return new CursorStore(
                chosen == null ? memory : chosen,
                key,
                EventNames.of(configuration.getEvents()).follows());
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        StateRepository<String, String> chosen = configuration.getCursorRepository();
        if (chosen != null) {
            // the context stops it, at its own end: other endpoints may keep their positions there too
            getCamelContext().addService(chosen, true, true);
        }
    }

    /** What all consumers of this endpoint share is made once: a mailbox should cost little. */
    @Override
    protected void doInit() throws Exception {
        super.doInit();
        String folder = FolderNames.of(configuration.getFolders()).get(0);
        settings = ImapIdleOptions.session(configuration, folder, implicitTls, binding());
        mailBinding = new PushedMailBinding(configuration.getHeaderFilterStrategy());
        CamelContextAware.trySetCamelContext(configuration.getMailboxes(), getCamelContext());
    }

    /** Who gives the access token for each login. */
    void setToken(OAuthProfile profile) {
        token = profile;
    }

    /** What makes TLS engines and sockets. */
    SSLContext tls() throws GeneralSecurityException, IOException {
        SSLContextParameters parameters = configuration.getSslContextParameters();
        return parameters == null ? SSLContext.getDefault() : parameters.createSSLContext(getCamelContext());
    }

    /** For the first of its folders. */
    SessionSettings settings() {
        return settings;
    }

    ImapIdleBinding binding(MailboxAccount account) {
        return new ImapIdleBinding(account.id(), mailBinding);
    }

    /** The one account there is without {@code mailboxes}, with all its folders. */
    MailboxAccount ownAccount() {
        return new MailboxAccount(
                account(),
                configuration.getHost(),
                configuration.getPort(),
                configuration.getUsername(),
                configuration.getPassword(),
                configuration.getAuthenticator(),
                configuration.getFolders(),
                configuration.getSearchTerm());
    }

    /** True when nobody is asked for what the next login needs. */
    boolean hasCredentials(MailboxAccount account) {
        return configuration.getOauthProfile() == null && account.authenticator() == null;
    }

    /** User and password for one login, or an access token instead; fresh each time where somebody gives it. */
    PasswordAuthentication credentials(MailboxAccount account) throws Exception {
        if (configuration.getOauthProfile() != null) {
            return new PasswordAuthentication(account.username(), token.get());
        }
        if (account.authenticator() == null) {
            return new PasswordAuthentication(account.username(), account.password());
        }
        PasswordAuthentication given = account.authenticator().getPasswordAuthentication();
        if (given == null || given.getUserName() == null || given.getPassword() == null) {
            throw new IllegalStateException("the authenticator gave none");
        }
        return given;
    }

    @Override
    public String getServiceUrl() {
        return configuration.getHost() + ':' + configuration.getPort();
    }

    @Override
    public String getServiceProtocol() {
        return implicitTls ? "imaps" : "imap";
    }

    @Override
    public Map<String, String> getServiceMetadata() {
        return Map.of("account", account(), "folder", configuration.getFolders());
    }

    @Override
    public HeaderFilterStrategy getHeaderFilterStrategy() {
        return configuration.getHeaderFilterStrategy();
    }

    @Override
    public void setHeaderFilterStrategy(HeaderFilterStrategy strategy) {
        configuration.setHeaderFilterStrategy(strategy);
    }

    public ImapIdleConfiguration getConfiguration() {
        return configuration;
    }

    /** The options of this endpoint. */
    public void setConfiguration(ImapIdleConfiguration configuration) {
        this.configuration = configuration;
    }
}
