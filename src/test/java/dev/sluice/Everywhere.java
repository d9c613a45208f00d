package dev.sluice;

import dev.sluice.platform.database.Tenancy;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks for a text in every column of every table there is, those of modules to come included. */
@Component
public class Everywhere {
    private final JdbcClient jdbc;
    private final Tenancy tenancy;

    Everywhere(JdbcClient jdbc, Tenancy tenancy) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
    }

    /** The tables in which any row that the workspace sees holds the text, in letters of either case or as bytes. */
    public List<String> tables(int workspace, String text) {
        String bytes = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        return tenancy.read(
                workspace,
                () -> jdbc.sql("""
                                SELECT quote_ident(table_name) FROM information_schema.tables
                                WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
                                  AND table_name <> 'flyway_schema_history'""").query(String.class).list().stream()
                        .filter(table -> jdbc.sql("SELECT EXISTS (SELECT FROM " + table
                                        + " t WHERE t::text ILIKE ? OR t::text LIKE ?)")
                                .params("%" + text + "%", "%" + bytes + "%")
                                .query(Boolean.class)
                                .single())
                        .toList());
    }
}
