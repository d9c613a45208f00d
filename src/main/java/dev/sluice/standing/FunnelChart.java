package dev.sluice.standing;

import dev.sluice.funnel.Definition.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Stages drawn as one flowing shape whose width at each stage is the square root of its people, so that the few at
 * the end stay visible beside the many at the beginning.
 */
public record FunnelChart(int width, int height, List<Piece> pieces) {
    /** One stage as the chart draws it. */
    public record ChartStage(Layer layer, long people) {}

    /** One stage's part of the shape, up to the next one's; its colour runs from this layer's to the next one's. */
    public record Piece(int x, int width, String path, String layer, String next) {}

    private static final int STEP = 240;
    private static final int HEIGHT = 200;
    private static final double MIN_HEIGHT = 5;

    public static FunnelChart of(List<ChartStage> steps) {
        long max =
                Math.max(1, steps.stream().mapToLong(ChartStage::people).max().orElse(1));
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            ChartStage next = steps.get(Math.min(i + 1, steps.size() - 1));
            pieces.add(new Piece(
                    i * STEP,
                    STEP,
                    path(i * STEP, half(steps.get(i).people(), max), half(next.people(), max)),
                    code(steps.get(i).layer()),
                    code(next.layer())));
        }
        return new FunnelChart(steps.size() * STEP, HEIGHT, List.copyOf(pieces));
    }

    /** A layer as style sheets and addresses name it. */
    public static String code(Layer layer) {
        return layer.name().toLowerCase(Locale.ROOT);
    }

    private static double half(long people, long max) {
        double height = people == 0 ? 2 : MIN_HEIGHT + (HEIGHT - MIN_HEIGHT) * Math.sqrt((double) people / max);
        return height / 2;
    }

    /** Level over the first half of the step, then an S-curve to the next height. */
    private static String path(int x, double from, double to) {
        double middle = HEIGHT / 2.0;
        double bend = x + STEP * 0.5;
        double turn = x + STEP * 0.75;
        int end = x + STEP;
        return String.format(
                Locale.ROOT,
                "M%d %.1fH%.0fC%.0f %.1f %.0f %.1f %d %.1fV%.1fC%.0f %.1f %.0f %.1f %.0f %.1fH%dZ",
                x,
                middle - from,
                bend,
                turn,
                middle - from,
                turn,
                middle - to,
                end,
                middle - to,
                middle + to,
                turn,
                middle + to,
                turn,
                middle + from,
                bend,
                middle + from,
                x);
    }
}
