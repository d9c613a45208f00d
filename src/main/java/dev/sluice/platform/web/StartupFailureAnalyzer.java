package dev.sluice.platform.web;

import dev.sluice.platform.EnvironmentSettings;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Turns a bad setting into one sentence instead of a stack. */
class StartupFailureAnalyzer extends AbstractFailureAnalyzer<EnvironmentSettings.BadSetting> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, EnvironmentSettings.BadSetting cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), "Mend the setting and start again.", cause);
    }
}
