package dev.sluice;

import dev.sluice.standing.ReplayCheck;
import dev.sluice.workspace.Workspaces;
import java.util.Locale;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.LifecycleProcessor;

/** Folds the restored log again, in an application that serves no page and in which nothing works or sends. */
final class RestoredStandings {
    private static final String[] NOTHING_ELSE = {
        "--SLUICE_SAMPLE=false",
        "--db-scheduler.enabled=false",
        "--logging.level.root=off",
        "--logging.level.dev.sluice=off"
    };

    private RestoredStandings() {}

    /** Prints how many people stand where the log says; false when some do not. */
    static boolean agree(Terminal terminal) {
        SpringApplication application = new SpringApplication(Sluice.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLazyInitialization(true);
        application.setRegisterShutdownHook(false);
        application.addInitializers(
                context -> context.getBeanFactory().registerSingleton("lifecycleProcessor", new NothingStarts()));
        ReplayCheck.Outcome outcome = new ReplayCheck.Outcome(0, 0);
        try (ConfigurableApplicationContext context = application.run(NOTHING_ELSE)) {
            ReplayCheck check = context.getBean(ReplayCheck.class);
            for (int workspace : context.getBean(Workspaces.class).ids()) {
                outcome = outcome.plus(check.of(workspace));
            }
        }
        terminal.say(String.format(
                Locale.ROOT,
                "Replayed the log: %,d people folded again, %,d differ.",
                outcome.folded(),
                outcome.different()));
        return outcome.different() == 0;
    }

    private static final class NothingStarts implements LifecycleProcessor {
        @Override
        public void onRefresh() {}

        @Override
        public void onClose() {}

        @Override
        public void start() {}

        @Override
        public void stop() {}

        @Override
        public boolean isRunning() {
            return false;
        }
    }
}
