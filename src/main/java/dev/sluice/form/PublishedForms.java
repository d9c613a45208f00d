package dev.sluice.form;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.Sources;
import dev.sluice.workspace.PublicKeys;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds forms by their public slug; cached for under a second, so that closing one soon takes effect on every node. */
@Component
public class PublishedForms {
    private final FormRows rows;
    private final Tenancy tenancy;
    private final PublicKeys keys;
    private final Sources sources;
    private final Cache<String, Optional<PublishedForm>> forms = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMillis(900))
            .build();

    PublishedForms(FormRows rows, Tenancy tenancy, PublicKeys keys, Sources sources) {
        this.rows = rows;
        this.tenancy = tenancy;
        this.keys = keys;
        this.sources = sources;
    }

    /** The form with that slug, also a closed one. */
    public Optional<PublishedForm> find(String slug) {
        return FormReader.SLUG.matcher(slug).matches() ? forms.get(slug, this::load) : Optional.empty();
    }

    void evict(String slug) {
        forms.invalidate(slug);
    }

    void evictAll() {
        forms.invalidateAll();
    }

    private Optional<PublishedForm> load(String slug) {
        PublicKeys.OpenedKey key = keys.open(PublicKeys.Kind.FORM, slug);
        if (key == null) {
            return Optional.empty();
        }
        int workspace = key.workspace();
        return tenancy.in(
                workspace,
                () -> rows.form(workspace, slug).map(form -> {
                    String offer = form.definition().offer();
                    return new PublishedForm(
                            workspace,
                            form,
                            offer == null ? null : rows.offer(workspace, offer).orElse(null),
                            sources.named(workspace, Sources.Kind.FORM, form.sourceName()),
                            new SignedState(rows.signingKey(workspace)));
                }));
    }
}
