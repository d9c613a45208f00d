package dev.sluice;

import dev.sluice.standing.ReplayCheck;
import dev.sluice.workspace.Workspaces;
import java.util.Locale;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.LifecycleProcessor;
import org.springframework.core.NestedExceptionUtils;

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
        try {
            return folded(terminal);
        } catch (RuntimeException failure) {
            Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
            terminal.complain("The rows are restored, but the log could not be replayed: " + cause.getMessage());
            return false;
        }
    }

    private static boolean folded(Terminal terminal) {
        SpringApplication application = new SpringApplication(Sluice.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLazyInitialization(true);
        application.setRegisterShutdownHook(false);
        application.addInitializers(RestoredStandings::startNothing);
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

    private static void startNothing(ConfigurableApplicationContext context) {
        context.getBeanFactory().registerSingleton("lifecycleProcessor", new NothingStarts());
        context.addBeanFactoryPostProcessor(beans -> {
            for (String runner : beans.getBeanNamesForType(ApplicationRunner.class, true, false)) {
                ((BeanDefinitionRegistry) beans).removeBeanDefinition(runner);
            }
        });
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
