package dev.sluice.funnel;

import java.util.Map;
import java.util.UUID;

/**
 * One thing that happened to one person. Signals are ordered by ({@code at}, {@code id}).
 *
 * @param at microseconds since 1970, UTC
 * @param subject what it was about (path of a page, slug of a form or an asset, id of a stage), "" when nothing
 * @param human false when a machine made it (a bot, a mail scanner): such a signal is kept and counts nowhere
 * @param traits what it tells about the person: String, Double, Boolean or List of String; null removes the trait
 */
public record FoldSignal(UUID id, long at, String kind, String subject, boolean human, Map<String, Object> traits) {}
