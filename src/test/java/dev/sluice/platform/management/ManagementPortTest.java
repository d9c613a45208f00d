package dev.sluice.platform.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.SluiceTest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Health and metrics: for programs of this machine, with labels that no caller can multiply. */
class ManagementPortTest extends SluiceTest {
    private static final Pattern LABEL = Pattern.compile("http_server_requests_seconds_count\\{.*uri=\"([^\"]*)\"");

    /** What the label says of requests that no route took. */
    private static final Set<String> WITHOUT_ROUTE =
            Set.of("/**", "NOT_FOUND", "REDIRECTION", "UNKNOWN", "root", "/webjars/**");

    @LocalManagementPort
    private int managementPort;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping routes;

    @Value("${management.metrics.web.server.max-uri-tags}")
    private int mostLabels;

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8081", "127.0.0.1", "127.0.0.1:1", "127.3.4.5", "[::1]", "[::1]:9"})
    void namesOfThisMachineAreAnswered(String host) throws Exception {
        assertThat(ask("/actuator/health", host)).startsWith("HTTP/1.1 200").contains("\"status\":\"UP\"");
        assertThat(ask("/actuator/prometheus", host)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8081",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "10.0.0.1",
                "[2001:db8::1]",
                "2130706433.example",
                "localhost.",
            })
    void otherNamesAreNot(String host) throws Exception {
        for (String path : Set.of("/actuator/health", "/actuator/prometheus", "/actuator", "/")) {
            assertThat(ask(path, host)).startsWith("HTTP/1.1 421").doesNotContain("status", "http_server");
        }
    }

    @Test
    void aLabelIsARouteAndNeverAnAddress() throws Exception {
        Set<String> patterns = routes.getHandlerMethods().keySet().stream()
                .flatMap(route -> route.getPatternValues().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(patterns).hasSizeLessThan(mostLabels / 2);
        for (int i = 0; i < 30; i++) {
            for (String path :
                    Set.of("/no-such-page-", "/people/", "/f/none-", "/api/v1/people/", "/v1/", "/static/x-")) {
                browser().get(path + i);
            }
        }
        patterns.addAll(WITHOUT_ROUTE);
        Set<String> labels = new TreeSet<>();
        Matcher found = LABEL.matcher(ask("/actuator/prometheus", "localhost"));
        while (found.find()) {
            labels.add(found.group(1));
        }
        assertThat(labels).isNotEmpty().isSubsetOf(patterns);
    }

    @Test
    void healthSaysWhatIsWrongInWords(@TempDir Path data) throws Exception {
        assertThat(ask("/actuator/health", "localhost"))
                .contains("\"database\":{\"status\":\"UP\"", "\"key\":{", "\"disk\":{", "\"email\":{", "\"backups\":{");
        var away = new DatabaseHealth(new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/x")).health();
        assertThat(away.getStatus()).isEqualTo(Status.DOWN);
        assertThat(away.getDetails().values()).first().asString().startsWith("PostgreSQL does not answer.");
        assertThat(new DiskHealth(data.resolve("missing")).health().getDetails().values())
                .first()
                .asString()
                .endsWith("can't be read.");
    }

    private String ask(String path, String host) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", managementPort)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
