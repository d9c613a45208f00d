package dev.sluice.funnel;

import java.util.Map;
import java.util.UUID;

/**
 * One recorded event of one person. Signals are ordered by ({@code at}, {@code id}).
 *
 * @param at microseconds since 1970, UTC
 * @param subject what it was about (path of a page, slug of a form or an asset, id of a stage), "" when nothing
 * @param human false when a bot or a mail scanner made it: such a signal is stored and counts nowhere
 * @param traits what it sets of the person: String, Double, Boolean or List of String; null removes the trait
 */
public record FoldSignal(UUID id, long at, String kind, String subject, boolean human, Map<String, Object> traits) {}
