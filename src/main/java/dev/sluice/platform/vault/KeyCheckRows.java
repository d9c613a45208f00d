package dev.sluice.platform.vault;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the one value that shows whether a key is the one that this database is used with. */
@Component
class KeyCheckRows {
    private final JdbcClient jdbc;

    KeyCheckRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<byte[]> find() {
        return jdbc.sql("SELECT known FROM key_check").query(byte[].class).optional();
    }

    /** Stores it unless another node was first. */
    void add(byte[] known) {
        jdbc.sql("INSERT INTO key_check (known) VALUES (?) ON CONFLICT DO NOTHING")
                .param(known)
                .update();
    }

    void replace(byte[] known) {
        jdbc.sql("UPDATE key_check SET known = ?").param(known).update();
    }
}
