package dev.sluice.workspace.access;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sluice.Api;
import dev.sluice.Everywhere;
import dev.sluice.SluiceTest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** A key is read from its header alone, and stands in no log and no table. */
class KeySecrecyTest extends SluiceTest {
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private static final Logger OURS = (Logger) LoggerFactory.getLogger("dev.sluice");

    @Autowired
    private Everywhere everywhere;

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        logged.start();
        ROOT.addAppender(logged);
        OURS.setLevel(Level.DEBUG);
    }

    @AfterEach
    void listenNoMore() {
        ROOT.detachAppender(logged);
        OURS.setLevel(null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"api_key", "apiKey", "key", "token", "access_token", "authorization", "writeKey"})
    void aKeyInTheQueryOpensNothing(String parameter) {
        String key = api(workspace()).key();
        var answer = browser()
                .send(HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/api/v1/me?" + parameter + "=" + key)));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).doesNotContain(key);
    }

    @Test
    void noLogAndNoTableHasAKey() {
        int workspace = workspace();
        Api api = api(workspace);
        Api limited = api(workspace, "people:read");
        Api wrong = new Api("http://localhost:" + port, "slk_this-is-no-key-of-ours");
        assertThat(api.get("/api/v1/me").statusCode()).isEqualTo(200);
        assertThat(api.post("/api/v1/people", "{").statusCode()).isBetween(400, 499);
        assertThat(limited.post("/api/v1/people", "{}").statusCode()).isEqualTo(403);
        assertThat(wrong.get("/api/v1/me").statusCode()).isEqualTo(401);
        assertThat(wrong.post("/v1/track", "{\"event\":\"x\"}").statusCode()).isEqualTo(401);
        assertThat(api.post("/v1/track", "{\"anonymousId\":\"a\",\"event\":\"x\"}")
                        .statusCode())
                .isEqualTo(200);
        for (String key : List.of(api.key(), limited.key(), wrong.key())) {
            assertThat(logged.list)
                    .as("the log")
                    .noneMatch(event -> event.getFormattedMessage().contains(key)
                            || String.valueOf(event.getMDCPropertyMap()).contains(key));
            assertThat(everywhere.tables(workspace, key)).as("tables").isEmpty();
        }
    }
}
