package dev.sluice.form;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.CaptureSources;
import dev.sluice.signal.Sources;
import dev.sluice.workspace.PublicKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The forms of a workspace: made and changed here, and found by their public address. */
@Component
public class Forms implements CaptureSources {
    /** A form as the public page needs it. */
    public record Published(
            int workspace, Form form, @Nullable Offer offer, int source, SignedState seal) {}

    private final FormRows rows;
    private final Tenancy tenancy;
    private final PublicKeys doors;
    private final Sources sources;
    private final InstantSource clock;
    private final Cache<String, Optional<Published>> published = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMillis(900)) // closing a form takes effect within a second on every node
            .build();

    Forms(FormRows rows, Tenancy tenancy, PublicKeys doors, Sources sources, InstantSource clock) {
        this.rows = rows;
        this.tenancy = tenancy;
        this.doors = doors;
        this.sources = sources;
        this.clock = clock;
    }

    /** The form at that public address, also one that is closed. */
    public Optional<Published> published(String slug) {
        if (!FormReader.SLUG.matcher(slug).matches()) {
            return Optional.empty();
        }
        return published.get(slug, this::find);
    }

    private Optional<Published> find(String slug) {
        PublicKeys.OpenedKey opened = doors.open(PublicKeys.Kind.FORM, slug);
        if (opened == null) {
            return Optional.empty();
        }
        int workspace = opened.workspace();
        return tenancy.in(
                workspace,
                () -> rows.form(workspace, slug).map(form -> {
                    String offer = form.definition().offer();
                    return new Published(
                            workspace,
                            form,
                            offer == null ? null : rows.offer(workspace, offer).orElse(null),
                            sources.named(workspace, Sources.Kind.FORM, sourceOf(form)),
                            new SignedState(rows.seal(workspace)));
                }));
    }

    public List<Form> all(int workspace) {
        return tenancy.read(workspace, () -> rows.forms(workspace));
    }

    @Override
    public Set<String> names(int workspace) {
        return tenancy.read(
                workspace,
                () -> rows.open(workspace).stream().map(slug -> "form/" + slug).collect(Collectors.toSet()));
    }

    public Form get(int workspace, String slug) {
        return tenancy.read(workspace, () -> rows.form(workspace, slug)).orElseThrow(() -> new NotFound("form"));
    }

    public List<Offer> offers(int workspace) {
        return tenancy.read(workspace, () -> rows.offers(workspace));
    }

    public Offer offer(int workspace, String slug) {
        return tenancy.read(workspace, () -> rows.offer(workspace, slug)).orElseThrow(() -> new NotFound("offer"));
    }

    /** Makes a form; its address is taken for good. */
    public Form create(int workspace, String slug, String name, FormDefinition definition) {
        return tenancy.in(workspace, () -> {
            if (!doors.claim(PublicKeys.Kind.FORM, slug, workspace)) {
                throw new BadInput("slug", "The address /f/" + slug + " is taken; choose another one.");
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            return save(workspace, new Form(slug, named(name), true, definition, now, now));
        });
    }

    /** Changes what a form asks and says. */
    public Form change(int workspace, String slug, String name, FormDefinition definition) {
        return tenancy.in(workspace, () -> {
            Form before = get(workspace, slug);
            return save(
                    workspace, new Form(slug, named(name), before.enabled(), definition, before.createdAt(), now()));
        });
    }

    /** Opens or closes a form; a closed one takes nothing. */
    public Form enable(int workspace, String slug, boolean enabled) {
        return tenancy.in(workspace, () -> {
            Form before = get(workspace, slug);
            return save(
                    workspace, new Form(slug, before.name(), enabled, before.definition(), before.createdAt(), now()));
        });
    }

    /** Makes an offer or changes it. */
    public Offer save(int workspace, Map<String, ?> json) {
        Offer offer = OfferReader.read(json);
        tenancy.in(workspace, () -> rows.save(workspace, offer, now()));
        published.invalidateAll();
        return offer;
    }

    private Form save(int workspace, Form form) {
        String offer = form.definition().offer();
        if (offer != null && rows.offer(workspace, offer).isEmpty()) {
            throw new BadInput("offer", "There is no offer " + offer + "; make it first, or leave this empty.");
        }
        rows.save(workspace, form);
        sources.named(workspace, Sources.Kind.FORM, sourceOf(form));
        Tenancy.afterCommit(() -> published.invalidate(form.slug()));
        return form;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static String sourceOf(Form form) {
        return form.definition().source().isEmpty()
                ? form.name()
                : form.definition().source();
    }

    private static String named(String name) {
        String clean = LiteralText.line(name);
        if (clean.isEmpty() || clean.length() > 100) {
            throw new BadInput("name", "Give the form a name of 1 to 100 characters, as your team will call it.");
        }
        return clean;
    }
}
