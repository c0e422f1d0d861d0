package org.camelpush.imapidle;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;

import jakarta.mail.search.SearchTerm;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.component.mail.SimpleSearchTerm;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.util.FileUtil;
import org.apache.camel.util.PropertiesHelper;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.camelpush.imapidle.delivery.Spool;
import org.camelpush.imapidle.net.EventLoops;
import org.camelpush.imapidle.net.Hosts;
import org.camelpush.imapidle.net.NetworkWatch;
import org.camelpush.imapidle.net.RouteThreads;

/**
 * Makes endpoints, and owns what all of them share: a few event loops, the threads that run exchanges, and the place
 * where large mails are kept.
 */
@Component("imap-idle,imaps-idle")
public class ImapIdleComponent extends HealthCheckComponent implements SSLContextParametersAware {

    static final String TLS_SCHEME = "imaps-idle";

    private static final int MAX_IO_THREADS = 10;
    private static final int MAX_SOURCE_THREADS = 4;

    @Metadata(
            label = "advanced",
            description = "Options that endpoints of this component have where they say nothing else.")
    private ImapIdleConfiguration configuration = new ImapIdleConfiguration();

    @Metadata(label = "security", defaultValue = "false")
    private boolean useGlobalSslContextParameters;

    private EventLoops eventLoops;
    private Hosts hosts;
    private NetworkWatch networkWatch;
    private ExecutorService sources;
    private ExecutorService routePool;
    private Executor routes;
    private ExecutorService io;
    private ExecutorService eventThread;
    private EventSender events;
    private Path spoolFolder;
    private Spool spool;

    public ImapIdleComponent() {}

    public ImapIdleComponent(CamelContext context) {
        super(context);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        boolean implicitTls = uri.startsWith(TLS_SCHEME);
        ImapIdleConfiguration options = configuration.copy();
        ImapIdleAddress.parse(remaining, implicitTls).applyTo(options);
        ImapIdleEndpoint endpoint = new ImapIdleEndpoint(uri, this, options, implicitTls);
        searchTerm(options, parameters);
        setProperties(endpoint, parameters);
        validateParameters(uri, parameters, null); // first, for what is missing may be what is misspelt
        if (options.getSslContextParameters() == null) {
            options.setSslContextParameters(retrieveGlobalSslContextParameters());
        }
        if (options.getHeaderFilterStrategy() == null) {
            options.setHeaderFilterStrategy(new ImapIdleHeaderFilterStrategy());
        }
        ImapIdleOptions.validate(options);
        if (options.getOauthProfile() != null) {
            endpoint.setToken(OAuthProfile.of(getCamelContext(), options.getOauthProfile()));
        }
        return endpoint;
    }

    /** Camel's own message says neither what may have been meant nor which option it is without its value. */
    @Override
    protected void validateParameters(String uri, Map<String, Object> parameters, String optionPrefix) {
        NearestName.refuse(parameters.keySet(), new ImapIdleEndpointUriFactory().propertyNames());
    }

    /** In the forms camel-mail takes: a bean of either kind, or the options of a simple one. */
    private void searchTerm(ImapIdleConfiguration options, Map<String, Object> parameters) throws Exception {
        Object bean = getAndRemoveOrResolveReferenceParameter(parameters, "searchTerm", Object.class);
        if (bean instanceof SimpleSearchTerm simple) {
            options.setSearchTerm(SimpleTerm.of(simple, InstantSource.system()));
        } else if (bean != null) {
            options.setSearchTerm(getCamelContext().getTypeConverter().mandatoryConvertTo(SearchTerm.class, bean));
        }
        Map<String, Object> parts = PropertiesHelper.extractProperties(parameters, "searchTerm.");
        if (!parts.isEmpty()) {
            SimpleSearchTerm simple = new SimpleSearchTerm();
            setProperties(simple, parts);
            if (!parts.isEmpty()) {
                NearestName.refuse(named(parts), named(searchOptions(simple)));
            }
            options.setSearchTerm(SimpleTerm.of(simple, InstantSource.system()));
        }
    }

    private Map<String, Object> searchOptions(SimpleSearchTerm simple) {
        Map<String, Object> known = new HashMap<>();
        PluginHelper.getBeanIntrospection(getCamelContext()).getProperties(simple, known, null);
        return known;
    }

    private static List<String> named(Map<String, Object> parts) {
        return parts.keySet().stream().map(name -> "searchTerm." + name).toList();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        ExecutorServiceManager threads = getCamelContext().getExecutorServiceManager();
        int most = threads.getDefaultThreadPoolProfile().getMaxPoolSize();
        routePool = threads.newThreadPool(this, "ImapIdleRoute", routeProfile(most));
        // virtual threads, where Camel is told to use them, are not counted
        routes = new RouteThreads(routePool, routePool instanceof ThreadPoolExecutor ? most : Integer.MAX_VALUE);
        io = threads.newThreadPool(this, "ImapIdleIo", ioProfile());
        sources = threads.newThreadPool(this, "ImapIdleMailboxSource", sourceProfile());
        eventThread = threads.newThreadPool(this, "ImapIdleEvent", eventProfile());
        events = new EventSender(getCamelContext().getManagementStrategy(), eventThread);
        eventLoops = EventLoops.start(threads.getThreadNamePattern());
        hosts = new Hosts(eventLoops.timer());
        networkWatch = new NetworkWatch();
        networkWatch.start(eventLoops.timer(), io);
        spoolFolder = Files.createTempDirectory("camel-imap-idle-");
        spool = new Spool(spoolFolder, io);
    }

    private static ThreadPoolProfile routeProfile(int most) {
        ThreadPoolProfile profile = new ThreadPoolProfile("imap-idle-route");
        profile.setPoolSize(1);
        profile.setMaxPoolSize(most);
        profile.setMaxQueueSize(0);
        profile.setAllowCoreThreadTimeOut(true);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return profile;
    }

    /** No limit of the queue here: a mailbox never has more tasks than two, and none may run on an event loop. */
    private static ThreadPoolProfile ioProfile() {
        ThreadPoolProfile profile = new ThreadPoolProfile("imap-idle-io");
        profile.setPoolSize(MAX_IO_THREADS);
        profile.setMaxPoolSize(MAX_IO_THREADS);
        profile.setMaxQueueSize(Integer.MAX_VALUE);
        profile.setAllowCoreThreadTimeOut(true);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return profile;
    }

    /** Apart from the others, for a source that hangs must not keep mailboxes from connecting. */
    private static ThreadPoolProfile sourceProfile() {
        ThreadPoolProfile profile = ioProfile();
        profile.setId("imap-idle-source");
        profile.setPoolSize(MAX_SOURCE_THREADS);
        profile.setMaxPoolSize(MAX_SOURCE_THREADS);
        return profile;
    }

    private static ThreadPoolProfile eventProfile() {
        ThreadPoolProfile profile = ioProfile();
        profile.setId("imap-idle-event");
        profile.setPoolSize(1);
        profile.setMaxPoolSize(1);
        profile.setMaxQueueSize(EventSender.MOST_WAITING);
        return profile;
    }

    @Override
    protected void doStop() throws Exception {
        ExecutorServiceManager threads = getCamelContext().getExecutorServiceManager();
        if (networkWatch != null) {
            networkWatch.close();
            networkWatch = null;
        }
        if (eventLoops != null) {
            eventLoops.close();
            eventLoops = null;
        }
        if (routePool != null) {
            threads.shutdownGraceful(routePool);
            routePool = null;
        }
        if (io != null) {
            threads.shutdownGraceful(io);
            io = null;
        }
        if (sources != null) {
            threads.shutdownNow(sources); // one may hang
            sources = null;
        }
        if (eventThread != null) {
            threads.shutdownGraceful(eventThread);
            eventThread = null;
        }
        if (spoolFolder != null) {
            FileUtil.removeDir(spoolFolder.toFile());
            spoolFolder = null;
        }
        super.doStop();
    }

    EventLoops eventLoops() {
        return eventLoops;
    }

    /** What mailboxes of one host share, of all endpoints. */
    Hosts hosts() {
        return hosts;
    }

    /** Says when this machine's network has become another. */
    NetworkWatch networkWatch() {
        return networkWatch;
    }

    /** Threads on which sources of mailboxes are asked. */
    ExecutorService sources() {
        return sources;
    }

    EventSender events() {
        return events;
    }

    Executor routes() {
        return routes;
    }

    ExecutorService io() {
        return io;
    }

    Spool spool() {
        return spool;
    }

    public ImapIdleConfiguration getConfiguration() {
        return configuration;
    }

    /** Options that endpoints of this component have where they say nothing else. */
    public void setConfiguration(ImapIdleConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public boolean isUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    /** Enable usage of global SSL context parameters. */
    @Override
    public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }
}
