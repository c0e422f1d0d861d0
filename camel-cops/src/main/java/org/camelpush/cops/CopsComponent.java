package org.camelpush.cops;

import java.security.SecureRandom;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.camelpush.cops.net.EventLoops;
import org.camelpush.cops.net.PepClient;
import org.camelpush.cops.net.PepClientSettings;
import org.camelpush.cops.net.ServiceLookup;
import org.camelpush.cops.security.TlsMode;
import org.camelpush.cops.session.PdpAddress;

/** Makes endpoints, and owns what all of them share: a few event loops, the threads that run exchanges, and the PEPs. */
@Component("cops,copss")
public class CopsComponent extends HealthCheckComponent implements SSLContextParametersAware {

    static final String TLS_SCHEME = "copss";

    private static final int MAX_NAME_THREADS = 4;

    @Metadata(
            label = "advanced",
            description = "Options that endpoints of this component have where they say nothing else.")
    private CopsConfiguration configuration = new CopsConfiguration();

    @Metadata(label = "security", defaultValue = "false")
    private boolean useGlobalSslContextParameters;

    private final TlsContexts tlsContexts = new TlsContexts();
    private final KeyFiles keyFiles = new KeyFiles();
    private final PepSessions peps = new PepSessions(this::newPep);
    private final SharedMeters pepMeters = new SharedMeters();
    private EventLoops eventLoops;
    private ExecutorService routePool;
    private RouteThreads routes;
    private ExecutorService names;
    private PdpServers pdps;

    public CopsComponent() {}

    public CopsComponent(CamelContext context) {
        super(context);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        CopsConfiguration options = configuration.copy();
        boolean implicitTls = uri.startsWith(TLS_SCHEME);
        CopsAddress.parse(remaining).applyTo(options, implicitTls ? CopsConfiguration.DEFAULT_TLS_PORT : null);
        if (implicitTls) {
            options.setTls(TlsMode.IMPLICIT);
        }
        CopsEndpoint endpoint = new CopsEndpoint(uri, this, options);
        setProperties(endpoint, parameters);
        validateParameters(uri, parameters, null); // first, for what is missing may be what is misspelt
        if (options.getSslContextParameters() == null) {
            options.setSslContextParameters(retrieveGlobalSslContextParameters());
        }
        CopsOptions.require(
                !implicitTls || options.getTls() == TlsMode.IMPLICIT,
                "tls",
                options.getTls(),
                "IMPLICIT with " + TLS_SCHEME);
        CopsOptions.validate(options);
        return endpoint;
    }

    /** Camel's own message says neither what may have been meant nor which option it is without its value. */
    @Override
    protected void validateParameters(String uri, Map<String, Object> parameters, String optionPrefix) {
        NearestName.refuse(parameters.keySet(), new CopsEndpointUriFactory().propertyNames());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        ExecutorServiceManager threads = getCamelContext().getExecutorServiceManager();
        int size = threads.getDefaultThreadPoolProfile().getMaxPoolSize();
        routePool = threads.newThreadPool(this, "CopsRoute", profile("cops-route", size));
        // virtual threads, where Camel is told to use them, are not counted
        routes = new RouteThreads(routePool, routePool instanceof ThreadPoolExecutor ? size : Integer.MAX_VALUE);
        names = threads.newThreadPool(this, "CopsName", profile("cops-name", MAX_NAME_THREADS));
        eventLoops = EventLoops.start(threads.getThreadNamePattern());
        pdps = new PdpServers(() -> eventLoops, names);
        keyFiles.watch(getCamelContext(), eventLoops, names);
    }

    /** No limit of the queue here: whoever gives a task has one, and none may run on an event loop. */
    private static ThreadPoolProfile profile(String id, int size) {
        ThreadPoolProfile profile = new ThreadPoolProfile(id);
        profile.setPoolSize(size);
        profile.setMaxPoolSize(size);
        profile.setMaxQueueSize(Integer.MAX_VALUE);
        profile.setAllowCoreThreadTimeOut(true);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return profile;
    }

    private PepClient newPep(PepClientSettings settings) {
        long seed = new SecureRandom().nextLong();
        boolean discovers = settings.session().servers().stream().anyMatch(PdpAddress::isService);
        ServiceLookup services = discovers ? DnsServices.of(getCamelContext()) : null;
        return new PepClient(settings, eventLoops, names, services, new SplittableRandom(seed));
    }

    @Override
    protected void doStop() throws Exception {
        ExecutorServiceManager threads = getCamelContext().getExecutorServiceManager();
        if (eventLoops != null) {
            eventLoops.close();
            eventLoops = null;
        }
        if (routePool != null) {
            threads.shutdownGraceful(routePool);
            routePool = null;
        }
        if (names != null) {
            threads.shutdownNow(names); // a name server may hang
            names = null;
        }
        super.doStop();
    }

    TlsContexts tlsContexts() {
        return tlsContexts;
    }

    /** Meters of what producers share. */
    SharedMeters pepMeters() {
        return pepMeters;
    }

    KeyFiles keyFiles() {
        return keyFiles;
    }

    EventLoops eventLoops() {
        return eventLoops;
    }

    /** Threads on which exchanges begin and go on. */
    RouteThreads routes() {
        return routes;
    }

    PepSessions peps() {
        return peps;
    }

    PdpServers pdps() {
        return pdps;
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

    public CopsConfiguration getConfiguration() {
        return configuration;
    }

    /** Options that endpoints of this component have where they say nothing else. */
    public void setConfiguration(CopsConfiguration configuration) {
        this.configuration = configuration;
    }
}
