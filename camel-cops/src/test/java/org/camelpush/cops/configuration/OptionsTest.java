package org.camelpush.cops.configuration;

import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelpush.cops.CopsComponent;
import org.camelpush.cops.CopsConfiguration;
import org.camelpush.cops.CopsEndpoint;
import org.camelpush.cops.security.TlsMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OptionsTest {

    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    private CopsConfiguration options(String uri) {
        return context.getEndpoint(uri, CopsEndpoint.class).getConfiguration();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cops:pdp.example.com | pdp.example.com | 3288",
                "cops://pdp.example.com:13288 | pdp.example.com | 13288",
                "cops:0.0.0.0?clientTypes=1,%200x8001 | 0.0.0.0 | 3288",
                "cops:[::1]:3289 | ::1 | 3289",
                "cops:[::1] | ::1 | 3288",
                "copss:pdp.example.com | pdp.example.com | 3183",
                "copss:pdp.example.com:3288 | pdp.example.com | 3288",
            })
    void t1_readsAddressesAndListensOnTheWellKnownPortUnlessToldOtherwise(String uri, String host, int port) {
        assertThat(options(uri).getHost()).isEqualTo(host);
        assertThat(options(uri).getPort()).isEqualTo(port);
    }

    @Test
    void readsDurationsWithUnits() {
        CopsConfiguration options = options("cops:h?keepAliveTimer=1m&requestTimeout=1500");
        assertThat(options.getKeepAliveTimer()).isEqualTo(60_000);
        assertThat(options.getRequestTimeout()).isEqualTo(1_500);
    }

    @Test
    void takesDefaultsFromTheComponent() {
        context.getComponent("cops", CopsComponent.class).getConfiguration().setRequestTimeout(77);
        assertThat(options("cops:h").getRequestTimeout()).isEqualTo(77);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cops:h:70000 | port is 70000; it must be 0 to 65535",
                "cops:h:abc | port is abc; it must be a number",
                "cops:fe80::1 | stands in brackets",
                "cops:[::1]x | only a port may stand",
                "cops:h?clientTypes=1,x | clientTypes has x; it must be 1 to 65535",
                "cops:h?clientTypes=0 | clientTypes is 0; it must be 1 to 65535",
                "cops:h?clientType=65536 | clientType is 65536; it must be 1 to 65535",
                "cops:h?pepId=gr%C3%BCn | pepId must be 1 to 1024 printable ASCII characters",
                "cops:h?keepAliveTimer=1500 | keepAliveTimer is 1500; it must be a multiple of 1000",
                "cops:h?keepAliveTimer=65536s | keepAliveTimer is 65536000; it must be 0 to 65535000",
                "cops:h?requestTimeout=0 | requestTimeout is 0; it must be at least 1",
                "cops:h?openTimeout=0 | openTimeout is 0; it must be at least 1",
                "cops:h?messageReadTimeout=0 | messageReadTimeout is 0; it must be at least 1",
                "cops:h?connectTimeout=0 | connectTimeout is 0; it must be at least 1",
                "cops:h?maxMessageLength=63 | maxMessageLength is 63; it must be 64 to",
                "cops:h?maxObjects=7 | maxObjects is 7; it must be 8 to",
                "cops:h?maxHandleLength=65532 | maxHandleLength is 65532; it must be 1 to 65531",
                "cops:h?maxHandlesPerSession=0 | maxHandlesPerSession is 0; it must be 1 to",
                "cops:h?maxSessions=0 | maxSessions is 0; it must be 1 to",
                "cops:h?maxSessionsPerHost=0 | maxSessionsPerHost is 0; it must be 1 to",
                "cops:h?reconnectDelay=0 | reconnectDelay is 0; it must be at least 1",
                "cops:h?maxReconnectDelay=1s | maxReconnectDelay is 1000; it must be at least 5000",
                "cops:h?reconnectBackoffMultiplier=0.5 | reconnectBackoffMultiplier is 0.5; it must be 1 to 1024",
                "cops:h?maxReconnectAttempts=-2 | maxReconnectAttempts is -2; it must be -1 for no end",
                "cops:h?requireIntegrity=true | requireIntegrity is true; it must be used with keys or keyFile",
                "cops:h?bindPepId=true&tls=starttls | bindPepId is true; it must be used with tls=REQUIRED or",
                "cops:h?tls=sometimes | tls",
                "copss:h?tls=starttls | tls is STARTTLS; it must be IMPLICIT with copss",
                "cops:h?servers=a:b | servers has the port b; it must be a number",
                "cops:h?servers=a,%20b:0 | servers is 0; it must be 1 to 65535",
                "cops:h?servers=a,,b | servers is ; it must be host or host:port",
                "cops:h?allowedRedirects=1.2.3.4/x | allowedRedirects: 1.2.3.4/x is neither",
                "cops:h?stateTimeout=0 | stateTimeout is 0; it must be at least 1",
                "cops:h?reportTimeout=0 | reportTimeout is 0; it must be at least 1",
                "cops:h?accountingTimer=1500 | accountingTimer is 1500; it must be a multiple of 1000",
                "cops:h?accountingTimer=-2 | accountingTimer is -2; it must be -1 to 65535000",
                "cops:h?redirectTo=:7 | redirectTo is :7; it must be host or host:port",
                "cops:h?syncPolicy=perhaps | syncPolicy",
                "cops:h?role=judge | role",
                "cops:h?operation=guess | operation",
                "cops:h?requestTimeuot=1s | Unknown option 'requestTimeuot'; did you mean 'requestTimeout'?",
                "copss:h?requireIntegritty=true | Unknown option 'requireIntegritty'; did you mean 'requireIntegrity'?",
            })
    void refusesWhatIsOutOfBoundsByName(String uri, String message) {
        assertThatThrownBy(() -> context.getEndpoint(uri))
                .isInstanceOf(ResolveEndpointFailedException.class)
                .hasStackTraceContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cops:h?pepId=p | clientType is missing; it must be set for a PEP",
                "cops:h?clientType=1 | pepId is missing; it must be set for a PEP",
                "cops:h:0?clientType=1&pepId=p | port is 0; it must be 1 to 65535",
            })
    void aPepNeedsANameAndAClientType(String uri, String message) {
        CopsEndpoint endpoint = context.getEndpoint(uri, CopsEndpoint.class);
        assertThatThrownBy(endpoint::createProducer).hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cops:h?events=report | events is report; it must be with request",
                "cops:h?events=request,decision | events is decision; it must be of request, report",
            })
    void aPdpHearsWhatThereIs(String uri, String message) {
        CopsEndpoint endpoint = context.getEndpoint(uri, CopsEndpoint.class);
        assertThatThrownBy(() -> endpoint.createConsumer(exchange -> {})).hasMessageContaining(message);
    }

    @Test
    void tellsWhereItGoes() {
        CopsEndpoint endpoint = context.getEndpoint("cops:h?clientType=1&pepId=p", CopsEndpoint.class);
        assertThat(endpoint.getServiceUrl()).isEqualTo("h:3288");
        assertThat(endpoint.getServiceProtocol()).isEqualTo("cops");
        assertThat(endpoint.getServiceMetadata()).containsEntry("pepId", "p");
    }

    @Test
    void copssIsTlsFromTheFirstOctet() {
        assertThat(options("cops:h").getTls()).isEqualTo(TlsMode.NONE);
        assertThat(options("cops:h?tls=required").getTls()).isEqualTo(TlsMode.REQUIRED);
        assertThat(options("copss:h").getTls()).isEqualTo(TlsMode.IMPLICIT);
        CopsEndpoint endpoint = context.getEndpoint("copss:h?clientType=1&pepId=p", CopsEndpoint.class);
        assertThat(endpoint.getServiceProtocol()).isEqualTo("copss");
        assertThat(endpoint.getServiceUrl()).isEqualTo("h:3183");
    }
}
