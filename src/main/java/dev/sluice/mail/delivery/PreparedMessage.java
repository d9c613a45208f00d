package dev.sluice.mail.delivery;

import dev.sluice.link.Links;
import org.jspecify.annotations.Nullable;

/** A message with its body made harmless and its links signed; {@code signed} is null for internal email. */
public record PreparedMessage(ClaimedMessage claimed, String html, String text, Links.@Nullable Signed signed) {}
