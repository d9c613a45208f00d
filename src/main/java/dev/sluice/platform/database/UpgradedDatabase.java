package dev.sluice.platform.database;

import dev.sluice.platform.EnvironmentSettings;
import dev.sluice.platform.server.ClusterUpgrade;
import dev.sluice.platform.server.DataFolder;
import dev.sluice.platform.server.DatabaseCluster;
import dev.sluice.platform.server.RunningServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Brings a data folder of an older major version of PostgreSQL up before the server is started on it. */
@Component
public class UpgradedDatabase {
    private static final Logger log = LoggerFactory.getLogger(UpgradedDatabase.class);

    /** Copies all that a database holds into an empty one of another major version of PostgreSQL. */
    public interface ClusterCopy {
        /** @throws RuntimeException with one sentence when it cannot; what was copied is not used then */
        void copy(Connection from, DatabaseOwner to);
    }

    private final EnvironmentSettings settings;

    UpgradedDatabase(EnvironmentSettings settings) {
        this.settings = settings;
    }

    /** Does nothing where the version is the present one. */
    static void bring(DataFolder data, ClusterCopy copy) throws IOException {
        ClusterUpgrade upgrade = ClusterUpgrade.of(data).orElse(null);
        if (upgrade == null) {
            return;
        }
        log.info(
                "The data in {} is of PostgreSQL {}: it is copied for the present version. The old data stays until this"
                        + " start has succeeded.",
                data.path(),
                upgrade.from());
        try (RunningServer old = upgrade.old().start(0);
                RunningServer fresh = upgrade.fresh().start(0);
                Connection from =
                        DriverManager.getConnection(old.url(), DatabaseCluster.ADMINISTRATOR, old.password())) {
            copy.copy(from, DatabaseOwner.of(fresh, data.path()));
        } catch (SQLException failure) {
            throw new EnvironmentSettings.BadSetting("SLUICE_DATA: the data of PostgreSQL " + upgrade.from()
                    + " can't be read (" + failure.getMessage() + "); it is unchanged.");
        }
        upgrade.complete();
        log.info("The data is copied.");
    }

    @EventListener(ApplicationReadyEvent.class)
    void removeOld() {
        if (settings.databaseUrl() == null) {
            ClusterUpgrade.removeOld(settings.data());
        }
    }
}
