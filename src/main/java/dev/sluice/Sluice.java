package dev.sluice;

import dev.sluice.platform.EnvironmentSettings;
import dev.sluice.platform.startup.StartChecks;
import dev.sluice.platform.startup.StartFailures;
import dev.sluice.platform.zone.ZoneRulesSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** Starts Sluice. Beans have fully qualified names, so that two modules may have classes of one name. */
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class Sluice {
    static {
        ZoneRulesSource.install(); // the first line of a log asks for a time zone
    }

    private static final Logger log = LoggerFactory.getLogger(Sluice.class);

    public static void main(String[] args) {
        if (BackupCommands.isCommand(args)) {
            System.exit(BackupCommands.run(args));
        }
        try {
            ZoneRulesSource.check(System.getenv());
            StartChecks.run(EnvironmentSettings.from(System.getenv()));
        } catch (EnvironmentSettings.BadSetting bad) {
            StartFailures.log(bad);
            System.exit(StartFailures.EXIT);
        }
        ConfigurableApplicationContext running = started(args);
        String port = running.getEnvironment().getProperty("local.server.port");
        log.info("Sluice is ready: http://localhost:{}", port);
        if (Boolean.getBoolean("sluice.rehearsal")) {
            WarmUp.on("http://localhost:" + port);
            System.exit(SpringApplication.exit(running));
        }
    }

    private static ConfigurableApplicationContext started(String[] args) {
        try {
            return SpringApplication.run(Sluice.class, args);
        } catch (RuntimeException failure) {
            if (StartFailures.reason(failure).isPresent()) {
                System.exit(StartFailures.EXIT); // it has been reported
            }
            throw failure;
        }
    }
}
