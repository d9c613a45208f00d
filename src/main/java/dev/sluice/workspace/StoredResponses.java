package dev.sluice.workspace;

import dev.sluice.platform.database.SqlArray;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Responses stored under an Idempotency-Key, as far as other modules have to do with them. */
@Component
public class StoredResponses {
    private final JdbcClient jdbc;

    StoredResponses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Deletes the responses that contain any of these texts, such as an erased email address. */
    public void erase(int workspace, Collection<String> texts) {
        byte[][] bytes = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        jdbc.sql("""
                        DELETE FROM idempotency
                        WHERE workspace_id = ? AND EXISTS (SELECT FROM unnest(?::bytea[]) AS u(text) WHERE position(u.text IN body) > 0)""").params(workspace, SqlArray.bytea(bytes)).update();
    }
}
