package dev.sluice.form.hosted;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Limits what one address, and what all together, may send to a form. */
@Component
public class FormRateLimits {
    private final int perAddress;
    private final int perForm;
    private final int views;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterAccess(Duration.ofMinutes(20))
            .build();

    public FormRateLimits(
            @Value("${sluice.forms.sent-per-address:30}") int perAddress,
            @Value("${sluice.forms.sent-per-form:3000}") int perForm,
            @Value("${sluice.forms.viewed-per-address:300}") int views) {
        this.perAddress = perAddress;
        this.perForm = perForm;
        this.views = views;
    }

    /** Whether this address may send to that form now: limited per ten minutes, and per minute for all addresses together. */
    public boolean maySend(String slug, String network) {
        return bucket("send " + slug + " " + network, perAddress, Duration.ofMinutes(10))
                        .tryConsume(1)
                && bucket("form " + slug, perForm, Duration.ofMinutes(1)).tryConsume(1);
    }

    /** Whether a view from this address is recorded: limited per ten minutes. */
    boolean counts(String slug, String network) {
        return bucket("view " + slug + " " + network, views, Duration.ofMinutes(10))
                .tryConsume(1);
    }

    private Bucket bucket(String name, int limit, Duration window) {
        return buckets.get(
                name,
                key -> Bucket.builder()
                        .addLimit(rule -> rule.capacity(limit).refillGreedy(limit, window))
                        .build());
    }
}
