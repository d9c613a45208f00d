package dev.sluice.standing.editor;

import dev.sluice.workspace.Industry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Definitions to start from, as they come with Sluice. */
enum FunnelTemplate {
    STARTER("starter", "Any business that sells to businesses"),
    MANAGED_IT("managed-it", "A firm that looks after the IT of other firms"),
    B2B_SAAS("b2b-saas", "Software sold to businesses by subscription"),
    HISTORY("history", "History that another system kept: leads and won deals, imported");

    private final String id;
    private final String text;

    FunnelTemplate(String id, String text) {
        this.id = id;
        this.text = text;
    }

    /** The one that a new workspace of that industry starts with. */
    static FunnelTemplate of(Industry industry) {
        return switch (industry) {
            case MANAGED_IT -> MANAGED_IT;
            case SOFTWARE -> B2B_SAAS;
            case OTHER -> STARTER;
        };
    }

    String id() {
        return id;
    }

    String text() {
        return text;
    }

    static Optional<FunnelTemplate> find(String id) {
        return Arrays.stream(values())
                .filter(template -> template.id.equals(id))
                .findFirst();
    }

    String yaml() {
        try (InputStream in = FunnelTemplate.class.getResourceAsStream("/funnel/" + id + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("funnel/" + id + ".yaml is missing from the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
