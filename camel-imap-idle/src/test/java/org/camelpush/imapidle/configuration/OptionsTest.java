package org.camelpush.imapidle.configuration;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.camelpush.imapidle.ImapIdleConfiguration;
import org.camelpush.imapidle.ImapIdleEndpoint;
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

    private ImapIdleConfiguration options(String uri) {
        return context.getEndpoint(uri, ImapIdleEndpoint.class).getConfiguration();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "imap-idle:mail.example.com?username=u&password=p | mail.example.com | 143 | u",
                "imaps-idle:mail.example.com?username=u&password=p | mail.example.com | 993 | u",
                "imap-idle://mail.example.com:1430?username=u&password=p | mail.example.com | 1430 | u",
                "imap-idle:u@mail.example.com?password=p | mail.example.com | 143 | u",
                "imap-idle:u%40example.com@mail.example.com?password=p | mail.example.com | 143 | u@example.com",
                "imaps-idle:[::1]:1993?username=u&password=p | ::1 | 1993 | u",
                "imaps-idle:[::1]?username=u&password=p | ::1 | 993 | u",
            })
    void readsAddresses(String uri, String host, int port, String username) {
        ImapIdleConfiguration options = options(uri);
        assertThat(options.getHost()).isEqualTo(host);
        assertThat(options.getPort()).isEqualTo(port);
        assertThat(options.getUsername()).isEqualTo(username);
    }

    @Test
    void takesPasswordsAsTheyAre() {
        assertThat(options("imap-idle:h?username=u&password=RAW(a&b=c%20+d)").getPassword())
                .isEqualTo("a&b=c%20+d");
    }

    @Test
    void readsDurationsWithUnits() {
        ImapIdleConfiguration options =
                options("imap-idle:h?username=u&password=p&idleRenewal=5m&pollInterval=90s&livenessTimeout=1500");
        assertThat(options.getIdleRenewal()).isEqualTo(300_000);
        assertThat(options.getPollInterval()).isEqualTo(90_000);
        assertThat(options.getLivenessTimeout()).isEqualTo(1_500);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "imap-idle:h | username is missing",
                "imap-idle:h?username=u | password is missing",
                "imap-idle:h:70000?username=u&password=p | port is 70000; it must be 1 to 65535",
                "imap-idle:h:abc?username=u&password=p | port is abc; it must be a number",
                "imap-idle:u:secret@h?password=p | options username and password",
                "imap-idle:fe80::1:993?username=u&password=p | stands in brackets",
                "imap-idle:h?username=u&password=p&maxInFlight=0 | maxInFlight is 0; it must be 1 to 1000",
                "imap-idle:h?username=u&password=p&idleRenewal=30m | idleRenewal is 1800000; it must be 1 to 1740000",
                "imap-idle:h?username=u&password=p&livenessTimeout=0 | livenessTimeout is 0; it must be at least 1",
                "imap-idle:h?username=u&password=p&mailboxesRefresh=50 | mailboxesRefresh is 50; it must be at least 100",
                "imap-idle:h?username=u&password=p&maxConnectionsPerHost=0 | maxConnectionsPerHost is 0; it must be -1",
                "imap-idle:h?username=u&password=p&loginRate=0 | loginRate is 0.0; it must be -1 for no limit",
                "imap-idle:h?username=u&password=p&folders=A,B,%20A | folders has the folder A twice; it must be",
                "imap-idle:h?username=u&password=p&folders=INBOX,inbox | folders has the folder inbox twice",
                "imap-idle:h?username=u&password=p&folders=A,,B | folders has a folder whose name is blank",
                "imap-idle:h?username=u&password=p&folders=A,B%0D%0AC | folders has a folder whose name is blank or has",
                "imap-idle:h?username=u&password=p&folders=%22A,B | folders has a quotation mark in front of a name",
                "imap-idle:h?username=u&password=p&folders=%20 | folders is  ; it must be set",
                "imap-idle:h?username=u&password=p&folders=A,B&moveTo=B | folders has the folder B, which copyTo, moveTo",
                "imap-idle:h?username=u&password=p&copyTo=Inbox | folders has the folder Inbox, which copyTo, moveTo",
                "imap-idle:h?username=u&password=p&delete=true&moveTo=X | moveTo is X; it must be not together",
                "imap-idle:h?username=u&password=p&deadLetterFolder=X | used only with maxDeliveryAttempts",
                "imap-idle:h?username=u&password=p&startFrom=NEW&replayAfterReset=true | replayAfterReset is true; it must be used only with startFrom UNSEEN or ALL",
                "imap-idle:h?username=u&password=p&maxReconnectDelay=1s | maxReconnectDelay is 1000; it must be at least 5000",
                "imap-idle:h?username=u&password=p&reconnectBackoffMultiplier=0.5 | reconnectBackoffMultiplier is 0.5",
                "imap-idle:h?username=u&password=p&maxReconnectAttempts=-2 | maxReconnectAttempts is -2; it must be -1",
                "imap-idle:h?username=u&password=p&maxLineLength=10 | maxLineLength is 10; it must be 1024 to",
                "imap-idle:h?username=u&password=p&idelRenewal=5m | Unknown option 'idelRenewal'; did you mean 'idleRenewal'?",
                "imaps-idle:h?username=u&password=p&maxinfligth=2 | Unknown option 'maxinfligth'; did you mean 'maxInFlight'?",
                "imap-idle:h?usrname=u&password=p | Unknown option 'usrname'; did you mean 'username'?",
                "imap-idle:h?username=u&password=p&startFrom=yesterday | startFrom",
                "imap-idle:h?username=u&password=p&authMechanism=NTLM | authMechanism",
                "imap-idle:h?oauthProfile=x | username is missing",
                "imap-idle:h?username=u&password=p&disabledExtensions=IDLE,starttls | disabledExtensions is IDLE,starttls; it must be without STARTTLS",
                "imap-idle:h?username=u&oauthProfile=%20 | oauthProfile is  ; it must be set",
                "imap-idle:h?username=u&password=p&oauthProfile=x | oauthProfile is x; it must be not together with password",
                "imap-idle:h?username=u&oauthProfile=x&authMechanism=PLAIN | authMechanism is PLAIN; it must be AUTO, XOAUTH2",
                "imap-idle:h?username=u&password=p&download=some | download",
                "imap-idle:h?username=u&password=p&maxDownloadSize=0 | maxDownloadSize is 0; it must be -1",
                "imap-idle:h?username=u&password=p&download=none&maxDownloadSize=9 | used only with download=FULL",
                "imap-idle:h?username=u&password=p&searchTerm.subject=a%0D%0AA1 | searchTerm holds a text with a control",
                "imap-idle:h?username=u&password=p&searchTerm.fromSentDate=soon | searchTerm holds a date",
                "imap-idle:h?username=u&password=p&searchTerm.subjct=red | Unknown option 'searchTerm.subjct'; did you mean 'searchTerm.subject'?",
                "imap-idle:h?username=u&password=p&proxy=h:1080 | proxy is set; it must be socks5://host:port or http",
                "imap-idle:h?username=u&password=p&proxy=socks4://h:1080 | it must be socks5://host:port or http",
                "imap-idle:h?username=u&password=p&proxy=socks5://h | it must be socks5://host:port or http",
                "imap-idle:h?username=u&password=p&proxy=http://h:1/x | it must be socks5://host:port or http",
                "imap-idle:h?username=u&password=p&proxy=RAW(http://x:y@h:1) | set proxyUsername and proxyPassword",
                "imap-idle:h?username=u&password=p&proxyUsername=x&proxyPassword=y | proxyUsername is set; it must be used",
                "imap-idle:h?username=u&password=p&proxy=http://h:1&proxyUsername=x | proxyPassword is missing",
                "imap-idle:h?username=u&password=p&proxy=http://h:1&proxyPassword=x | proxyUsername is missing",
                "imap-idle:h?username=u&password=p&proxy=http://h:1&proxyUsername=a:b&proxyPassword=y | without a colon",
                "imap-idle:h?username=u&password=p&proxy=socks5://h:1&proxyUsername=ü&proxyPassword=y | 255 ASCII",
                "imap-idle:h?username=u&password=p&proxy=http://h:1&proxyUsername=u&proxyPassword=a%0Ab | control char",
                "imap-idle:h?username=u&password=p&localAddress=%20 | localAddress is  ; it must be an address",
                "imap-idle:h?username=u&password=p&networkInterface=name-of-16-octet | networkInterface is name-of-16-octet; it must",
                "imap-idle:h?username=u&password=p&networkInterface=a/b | networkInterface is a/b; it must be the name",
            })
    void refusesWhatCannotBeAndNamesIt(String uri, String words) {
        assertThatThrownBy(() -> context.getEndpoint(uri))
                .isInstanceOf(ResolveEndpointFailedException.class)
                .hasStackTraceContaining(words);
    }

    @Test
    void readsProxiesWithTheirLogin() {
        ImapIdleConfiguration options =
                options("imap-idle:h?username=u&password=p&proxy=socks5://[::1]:1080&proxyUsername=x&proxyPassword=y");
        assertThat(options.getProxy()).isEqualTo("socks5://[::1]:1080");
        assertThat(options.getProxyUsername()).isEqualTo("x");
        assertThat(options.getProxyPassword()).isEqualTo("y");
    }

    @Test
    void neverRepeatsAPasswordInAnError() {
        assertThatThrownBy(() -> context.getEndpoint("imap-idle:h?username=u&password=hunter2&maxInFlight=0"))
                .satisfies(failure -> assertThat(failure.toString()).doesNotContain("hunter2"));
    }

    /** As a route of YAML does it. */
    @Test
    void refusesAMisspeltOptionOfYaml() {
        Resource route = ResourceHelper.fromString("misspelt.yaml", """
                - from:
                    uri: imaps-idle:h
                    parameters: {username: u, password: p, startForm: NEW, Folder: A}
                    steps: [{log: "${body}"}]
                """);
        assertThatThrownBy(() -> {
                    PluginHelper.getRoutesLoader(context).loadRoutes(route);
                    context.start();
                })
                .rootCause()
                .hasMessage("Unknown option 'Folder'; did you mean 'folders'?"
                        + " Unknown option 'startForm'; did you mean 'startFrom'?");
    }

    @Test
    void refusesALineBreakInAFolder() {
        assertThatThrownBy(() -> context.getEndpoint("imap-idle:h?username=u&password=p&moveTo=a%0D%0AA1 LOGOUT"))
                .hasStackTraceContaining("moveTo");
    }

    @Test
    void refusesWhatIsNoFlag() {
        assertThatThrownBy(
                        () -> context.getEndpoint("imap-idle:h?username=u&password=p&setFlags=\\Seen)%0D%0AA1 LOGOUT"))
                .hasStackTraceContaining("Option setFlags");
    }

    /** A copy by hand forgets fields; this one cannot. */
    @Test
    void everyOptionHasGetterAndSetterAndSurvivesACopy() throws Exception {
        ImapIdleConfiguration options = new ImapIdleConfiguration();
        for (Field field : annotated()) {
            String name = Character.toUpperCase(field.getName().charAt(0))
                    + field.getName().substring(1);
            List<String> methods = Arrays.stream(ImapIdleConfiguration.class.getMethods())
                    .map(java.lang.reflect.Method::getName)
                    .collect(Collectors.toList());
            assertThat(methods).contains("set" + name);
            assertThat(methods).containsAnyOf("get" + name, "is" + name);
        }
        options.setHost("h");
        options.setMaxInFlight(7);
        assertThat(options.copy()).usingRecursiveComparison().isEqualTo(options).isNotSameAs(options);
    }

    /** The default that tools show is the one that holds. */
    @Test
    void everyDocumentedDefaultIsTheRealOne() throws Exception {
        ImapIdleConfiguration options = new ImapIdleConfiguration();
        for (Field field : annotated()) {
            UriParam param = field.getAnnotation(UriParam.class);
            if (param != null && !param.defaultValue().isEmpty()) {
                field.setAccessible(true);
                assertThat(text(field.get(options), param.javaType()))
                        .as(field.getName())
                        .isEqualTo(param.defaultValue());
            }
        }
    }

    private static String text(Object value, String javaType) {
        if (!"java.time.Duration".equals(javaType)) {
            return value instanceof Double number ? String.valueOf(number.intValue()) : value.toString();
        }
        long millis = (Long) value;
        return millis % 60_000 == 0 ? millis / 60_000 + "m" : millis / 1000 + "s";
    }

    private static List<Field> annotated() {
        return Arrays.stream(ImapIdleConfiguration.class.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(UriParam.class) || field.isAnnotationPresent(UriPath.class))
                .collect(Collectors.toList());
    }
}
