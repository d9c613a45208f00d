package dev.sluice.form;

import org.jspecify.annotations.Nullable;

/**
 * A form as its public page needs it.
 *
 * @param offer what it hands out, null for nothing
 * @param source the id of the source of its signals
 * @param seal signs what its pages carry
 */
public record PublishedForm(
        int workspace, Form form, @Nullable Offer offer, int source, SignedState seal) {}
