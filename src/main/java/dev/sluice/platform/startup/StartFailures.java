package dev.sluice.platform.startup;

import dev.sluice.platform.EnvironmentSettings;
import dev.sluice.platform.EnvironmentSettings.BadSetting;
import dev.sluice.platform.server.DataFolder;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Reports a start that a bad setting stopped by its one sentence, instead of a banner and a stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class StartFailures implements SpringBootExceptionReporter {
    /** What the process ends with when a setting is bad. */
    public static final int EXIT = 2;

    private static final Logger log = LoggerFactory.getLogger("Sluice");

    /** Spring makes one for the context that failed. */
    StartFailures(ConfigurableApplicationContext context) {}

    @Override
    public boolean reportException(Throwable failure) {
        Optional<BadSetting> bad = reason(failure);
        bad.ifPresent(StartFailures::log);
        return bad.isPresent();
    }

    public static void log(BadSetting bad) {
        log.error(bad.getMessage());
    }

    /** Why a start failed: a bad setting, or a full disk, which has as many faces as there are files. */
    public static Optional<BadSetting> reason(Throwable failure) {
        return badSetting(failure)
                .or(() -> DataFolder.fullDisk(
                        EnvironmentSettings.from(System.getenv()).data()));
    }

    /** The bad setting among the causes of a failed start. */
    public static Optional<BadSetting> badSetting(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BadSetting bad) {
                return Optional.of(bad);
            }
            if (cause instanceof PortInUseException taken) {
                return Optional.of(new BadSetting("SLUICE_PORT: port " + taken.getPort()
                        + " can't be opened; stop the program that has it, or set another port."));
            }
        }
        return Optional.empty();
    }
}
