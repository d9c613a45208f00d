package dev.sluice.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.sluice.platform.EnvironmentSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * The one database: embedded unless the settings name another. Migrations run as its owner; the
 * application's connections step down to a role that owns no table, so that row-level security binds it.
 */
@Configuration(proxyBeanMethods = false)
class Database {
    static final String ROLE = "sluice_app";
    static final int PAGES = 16;
    private static final int INTAKE = 6;
    private static final int REPORTS = 4;

    @Bean
    EnvironmentSettings settings(ConfigurableEnvironment environment) {
        return EnvironmentSettings.from(named(environment));
    }

    /** Every SLUICE_ setting: the process's environment, and what a test puts over it. */
    private static Map<String, String> named(ConfigurableEnvironment environment) {
        Map<String, String> found = new HashMap<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> all) {
                for (String name : all.getPropertyNames()) {
                    if (name.startsWith("SLUICE_")) {
                        found.putIfAbsent(name, String.valueOf(all.getProperty(name)));
                    }
                }
            }
        }
        return found;
    }

    /** Where the database is, with the embedded one's life tied to the application's. */
    record Address(
            String url,
            @Nullable String user,
            @Nullable String password,
            @Nullable EmbeddedDatabase embedded) implements AutoCloseable {
        @Override
        public void close() {
            if (embedded != null) {
                embedded.close();
            }
        }
    }

    @Bean(destroyMethod = "close")
    Address databaseAddress(EnvironmentSettings settings) {
        if (settings.databaseUrl() != null) {
            return new Address(settings.databaseUrl(), settings.databaseUser(), settings.databasePassword(), null);
        }
        EmbeddedDatabase embedded = EmbeddedDatabase.start(settings.data());
        return new Address(embedded.url(), "postgres", null, embedded);
    }

    @Bean(destroyMethod = "close")
    ConnectionPools dataSource(Address address, EnvironmentSettings settings, MeterRegistry metrics) {
        Migrations.run(address, settings.data());
        return new ConnectionPools(
                pool(address, metrics, "pages", PAGES, ""),
                pool(address, metrics, "intake", INTAKE, ""),
                pool(address, metrics, "reports", REPORTS, "; SET statement_timeout = '30s'"));
    }

    private static HikariDataSource pool(
            Address address, MeterRegistry metrics, String name, int size, String settings) {
        HikariConfig config = new HikariConfig();
        config.setMetricRegistry(metrics);
        config.setPoolName(name);
        config.setJdbcUrl(address.url());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(2, size / 3));
        config.setConnectionTimeout(3_000);
        // a node that sleeps in the middle of its work gives it back
        config.setConnectionInitSql(
                "SET ROLE " + ROLE + "; SET idle_in_transaction_session_timeout = '30s'" + settings);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("prepareThreshold", "2");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("socketTimeout", "600");
        config.addDataSourceProperty("ApplicationName", "sluice");
        return new HikariDataSource(config);
    }
}
