package dev.sluice.platform.web;

import dev.sluice.platform.Json;
import dev.sluice.platform.web.Chart.Series;
import dev.sluice.platform.web.Chart.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes a chart as the JSON that the page's script draws. */
final class ChartJson {
    private ChartJson() {}

    static String of(Chart chart) {
        Map<String, Object> all = new TreeMap<>();
        all.put("unit", chart.unit().name().toLowerCase(Locale.ROOT));
        all.put("sign", chart.sign());
        all.put("across", chart.across());
        all.put("labels", chart.labels());
        all.put("links", chart.links());
        all.put("series", chart.series().stream().map(ChartJson::series).toList());
        return Json.write(all).replace("<", "\\u003c");
    }

    private static Map<String, Object> series(Series series) {
        List<@Nullable Double> at = new ArrayList<>();
        List<@Nullable Double> low = new ArrayList<>();
        List<@Nullable Double> high = new ArrayList<>();
        series.values().forEach(value -> {
            at.add(value.at());
            low.add(value.low());
            high.add(value.high());
        });
        return Map.of(
                "name", series.name(),
                "shape", series.shape().name().toLowerCase(Locale.ROOT),
                "tone", "--" + series.tone().variable,
                "stacked", series.stacked(),
                "at", at,
                "low", low,
                "high", high,
                "faint", series.values().stream().map(Value::faint).toList(),
                "notes", series.values().stream().map(Value::note).toList());
    }
}
