package dev.sluice.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.sluice.platform.Crypto;
import dev.sluice.platform.EnvironmentSettings;
import dev.sluice.platform.server.DatabaseCluster;
import dev.sluice.platform.server.RunningServer;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
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

    /** Who connects; nulls where the URL says it. */
    record Login(@Nullable String user, @Nullable String password) {
        /** Not the administrator's password, and of no use to find it out. */
        static Login ofApplication(String administratorsPassword) {
            byte[] secret = administratorsPassword.getBytes(StandardCharsets.US_ASCII);
            return new Login(ROLE, HexFormat.of().formatHex(Crypto.sign(Crypto.signingKey(secret), ROLE, new byte[0])));
        }
    }

    /** Where the database is, with the embedded one's life tied to the application's. */
    record Address(
            String url,
            Login owner,
            Login application,
            @Nullable EmbeddedDatabase embedded) implements AutoCloseable {
        /** A server whose user owns the database and steps down to the application's role. */
        static Address of(String url, @Nullable String user, @Nullable String password) {
            Login owner = new Login(user, password);
            return new Address(url, owner, owner, null);
        }

        /** The embedded server, where the application cannot become its administrator. */
        static Address of(EmbeddedDatabase embedded) {
            RunningServer server = embedded.server();
            return new Address(
                    server.url(),
                    new Login(DatabaseCluster.ADMINISTRATOR, server.password()),
                    Login.ofApplication(server.password()),
                    embedded);
        }

        @Override
        public void close() {
            if (embedded != null) {
                embedded.close();
            }
        }
    }

    @Bean(destroyMethod = "close")
    Address databaseAddress(EnvironmentSettings settings, UpgradedDatabase.ClusterCopy copy) {
        RestoreTarget.refuseUnfinished(settings);
        return address(settings, copy);
    }

    static Address address(EnvironmentSettings settings, UpgradedDatabase.@Nullable ClusterCopy copy) {
        if (settings.databaseUrl() != null) {
            return Address.of(settings.databaseUrl(), settings.databaseUser(), settings.databasePassword());
        }
        return Address.of(EmbeddedDatabase.start(settings.data(), copy));
    }

    @Bean(destroyMethod = "close")
    ConnectionPools dataSource(Address address, EnvironmentSettings settings, MeterRegistry metrics) {
        RestoreTarget.refuseUnfinished(address);
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
        config.setUsername(address.application().user());
        config.setPassword(address.application().password());
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
        if (address.embedded() != null) {
            config.addDataSourceProperty("requireAuth", "scram-sha-256"); // an impostor on its port learns nothing
        }
        return new HikariDataSource(config);
    }
}
