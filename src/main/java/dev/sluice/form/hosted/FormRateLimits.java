package dev.sluice.form.hosted;

import dev.sluice.workspace.RequestLimits;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Limits what one network, and what all together, may send to a form. */
@Component
public class FormRateLimits {
    private static final Duration BY_NETWORK = Duration.ofMinutes(10);

    private final RequestLimits limits;
    private final int perAddress;
    private final int perForm;
    private final int views;

    public FormRateLimits(
            RequestLimits limits,
            @Value("${sluice.forms.sent-per-address:30}") int perAddress,
            @Value("${sluice.forms.sent-per-form:3000}") int perForm,
            @Value("${sluice.forms.viewed-per-address:300}") int views) {
        this.limits = limits;
        this.perAddress = perAddress;
        this.perForm = perForm;
        this.views = views;
    }

    /** Whether this network may send to that form now: limited per ten minutes, and per minute for all together. */
    public boolean maySend(String slug, String network) {
        return limits.take("form " + slug + " from " + network, perAddress, BY_NETWORK) == 0
                && limits.take("form " + slug, perForm, Duration.ofMinutes(1)) == 0;
    }

    /** Whether a view from this network is recorded: limited per ten minutes. */
    boolean counts(String slug, String network) {
        return limits.take("view of " + slug + " from " + network, views, BY_NETWORK) == 0;
    }
}
