package dev.sluice.standing.editor;

import dev.sluice.standing.Funnels.Funnel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The head that every page of one funnel has.
 *
 * @param newer the newest version where it is not the active one
 */
record FunnelHead(
        Funnel funnel,
        List<Funnel> all,
        boolean mayWrite,
        boolean mayActivate,
        @Nullable Integer newer) {}
