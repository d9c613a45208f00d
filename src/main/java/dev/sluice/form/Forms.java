package dev.sluice.form;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.CaptureSources;
import dev.sluice.signal.Sources;
import dev.sluice.workspace.PublicKeys;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Creates, changes and lists the forms and offers of a workspace. */
@Component
public class Forms implements CaptureSources {
    private final FormRows rows;
    private final Tenancy tenancy;
    private final PublicKeys keys;
    private final Sources sources;
    private final InstantSource clock;
    private final PublishedForms published;

    Forms(
            FormRows rows,
            Tenancy tenancy,
            PublicKeys keys,
            Sources sources,
            InstantSource clock,
            PublishedForms published) {
        this.published = published;
        this.rows = rows;
        this.tenancy = tenancy;
        this.keys = keys;
        this.sources = sources;
        this.clock = clock;
    }

    public List<Form> all(int workspace) {
        return tenancy.read(workspace, () -> rows.forms(workspace));
    }

    @Override
    public Map<String, Set<String>> forms(int workspace) {
        return all(workspace).stream()
                .filter(Form::enabled)
                .collect(Collectors.toMap(Form::slug, form -> form.definition().traits()));
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

    /** Creates a form; its slug is never free again. */
    public Form create(int workspace, String slug, String name, FormDefinition definition) {
        return tenancy.in(workspace, () -> {
            if (!keys.claim(PublicKeys.Kind.FORM, slug, workspace)) {
                throw new BadInput("slug", "The address /f/" + slug + " is taken; choose another one.");
            }
            Instant now = now();
            return save(workspace, new Form(slug, checkedName(name), true, definition, now, now));
        });
    }

    /** Changes a form's name and definition. */
    public Form change(int workspace, String slug, String name, FormDefinition definition) {
        return tenancy.in(workspace, () -> {
            Form before = get(workspace, slug);
            return save(
                    workspace,
                    new Form(slug, checkedName(name), before.enabled(), definition, before.createdAt(), now()));
        });
    }

    /** Opens or closes a form; a closed one accepts no submissions. */
    public Form enable(int workspace, String slug, boolean enabled) {
        return tenancy.in(workspace, () -> {
            Form before = get(workspace, slug);
            return save(
                    workspace, new Form(slug, before.name(), enabled, before.definition(), before.createdAt(), now()));
        });
    }

    /** Creates or changes an offer. */
    public Offer save(int workspace, Map<String, ?> json) {
        Offer offer = OfferReader.read(json);
        tenancy.in(workspace, () -> rows.save(workspace, offer, now()));
        published.evictAll();
        return offer;
    }

    private Form save(int workspace, Form form) {
        String offer = form.definition().offer();
        if (offer != null && rows.offer(workspace, offer).isEmpty()) {
            throw new BadInput("offer", "There is no offer " + offer + "; make it first, or leave this empty.");
        }
        rows.save(workspace, form);
        sources.named(workspace, Sources.Kind.FORM, form.sourceName());
        Tenancy.afterCommit(() -> published.evict(form.slug()));
        return form;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static String checkedName(String name) {
        String clean = LiteralText.line(name);
        if (clean.isEmpty() || clean.length() > 100) {
            throw new BadInput("name", "Give the form a name of 1 to 100 characters, as your team will call it.");
        }
        return clean;
    }
}
