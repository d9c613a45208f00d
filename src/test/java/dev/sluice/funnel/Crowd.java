package dev.sluice.funnel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Makes the signals of made-up people, the same ones for the same seed. */
final class Crowd {

    static final long START = 1_767_225_600_000_000L;
    static final long MINUTE = 60_000_000L;
    static final long DAY = 24 * 60 * MINUTE;

    private static final List<String> PAGES =
            List.of("/", "/pricing", "/pricing/plans", "/blog/outage", "/about", "/docs/start", "/careers");
    private static final List<String> ROLES = List.of("director", "owner", "cfo", "clerk", "student");
    private static final List<String> COUNTRIES = List.of("US", "US", "GB", "CA", "FR");

    private final Random random;

    Crowd(long seed) {
        random = new Random(seed);
    }

    /** The signals of one person in order, from days to months, some at the same instant. */
    List<FoldSignal> life(int length) {
        List<FoldSignal> life = new ArrayList<>();
        long at = START + random.nextInt(1_000) * MINUTE;
        for (int i = 0; i < length; i++) {
            at += random.nextInt(8) == 0 ? 0 : (long) (random.nextDouble() * random.nextDouble() * 3 * DAY);
            life.add(signal(at, i));
        }
        return life;
    }

    private FoldSignal signal(long at, int number) {
        UUID id = new UUID(at, number);
        boolean human = random.nextInt(12) != 0;
        int dice = random.nextInt(100);
        if (dice < 45) {
            return new FoldSignal(id, at, "page_viewed", pick(PAGES), human, Map.of());
        }
        if (dice < 60) {
            return new FoldSignal(id, at, "email_opened", "welcome", human, Map.of());
        }
        if (dice < 68) {
            return new FoldSignal(id, at, "form_submitted", "contact", human, traits());
        }
        if (dice < 90) {
            return new FoldSignal(
                    id,
                    at,
                    pick(List.of("asset_downloaded", "email_clicked", "email_replied", "form_viewed", "call_logged")),
                    "guide",
                    human,
                    Map.of());
        }
        return late(id, at, human);
    }

    private FoldSignal late(UUID id, long at, boolean human) {
        String kind = pick(List.of(
                "demo_requested",
                "accepted_by_sales",
                "accepted_by_sales",
                "rejected_by_sales",
                "meeting_booked",
                "deal_lost",
                "deal_won",
                "stage_recorded",
                "stage_set",
                "unsubscribed"));
        String subject = switch (kind) {
            case "stage_recorded", "stage_set" -> pick(List.of("lead", "mql", "sql", "opportunity"));
            case "meeting_booked" -> "discovery";
            default -> "";
        };
        return new FoldSignal(id, at, kind, subject, human, Map.of());
    }

    private Map<String, Object> traits() {
        return switch (random.nextInt(4)) {
            case 0 -> Map.of("email", "kim@example.com", "email_is_free", random.nextBoolean());
            case 1 -> Map.of("email", "kim@example.com", "company_size", (double) random.nextInt(700));
            case 2 -> Map.of("role", pick(ROLES));
            default -> Map.of("country", pick(COUNTRIES));
        };
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
