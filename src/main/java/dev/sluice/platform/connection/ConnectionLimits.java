package dev.sluice.platform.connection;

import dev.sluice.platform.EnvironmentSettings;
import java.net.InetAddress;
import java.time.Duration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long a request may take to arrive, and how many connections one address may have. */
@Configuration(proxyBeanMethods = false)
class ConnectionLimits {
    /** For the request line and all headers, from their first byte. */
    static final Duration HEADER = Duration.ofSeconds(15);

    /** Between two reads of a connection. */
    static final Duration SILENCE = Duration.ofSeconds(10);

    /** How long a body may take at any speed; after that it needs {@link #BYTES_A_SECOND} on average. */
    static final Duration BODY = Duration.ofSeconds(20);

    static final int BYTES_A_SECOND = 4_096;

    /** Far more than the browsers of an office behind one address open. */
    static final int BY_ADDRESS = 256;

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> limitedConnections(EnvironmentSettings settings) {
        return factory -> {
            factory.setProtocol(LimitedProtocol.class.getName());
            factory.addConnectorCustomizers(connector -> {
                connector.setProperty("connectionTimeout", Long.toString(SILENCE.toMillis()));
                if (connector.getProtocolHandler() instanceof LimitedProtocol limited) {
                    limited.exempt(
                            address -> isOurs(address) || settings.proxies().contain(address));
                }
            });
            factory.addEngineValves(new BodyDeadlineValve()); // around error pages, too
        };
    }

    /** Programs of this machine, such as a proxy that no setting names. */
    private static boolean isOurs(InetAddress address) {
        return address.isLoopbackAddress();
    }
}
