package dev.sluice.standing.editor;

import dev.sluice.standing.Funnels.Funnel;
import java.util.List;

/**
 * The head that every page of one funnel has.
 *
 * @param newer whether a version is newer than the deciding one
 */
record FunnelHead(Funnel funnel, List<Funnel> all, boolean mayWrite, boolean mayActivate, boolean newer) {}
