package dev.sluice.insight.metrics;

import dev.sluice.standing.Funnels;
import java.util.List;
import java.util.Map;

/** What the filters offer. */
record MetricChoices(
        List<String> funnels,
        List<Funnels.Version> versions,
        List<String> sources,
        List<String> campaigns,
        List<String> forms,
        Map<String, String> owners) {}
