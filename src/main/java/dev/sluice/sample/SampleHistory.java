package dev.sluice.sample;

import dev.sluice.sample.SampleProfile.SampleCompany;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.kind.WebSignals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Eighteen months of a firm, day by day, recorded in batches. */
final class SampleHistory {
    private static final int BATCH = 1_000;
    private static final List<String> PAGES = List.of(
            "/",
            "/",
            "/services",
            "/guides",
            "/guides/backup",
            "/guides/after-an-outage",
            "/pricing",
            "/about",
            "/guides/audit",
            "/services/cloud");
    private static final List<String> CRAWLERS = List.of(
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)");
    private static final List<String> FORMS = List.of("audit-checklist", "audit-checklist", "it-budget", "contact");

    private final SampleSources sources;
    private final ActivityPattern pattern;
    private final SeededRandom random;
    private final List<SampleCompany> companies;
    private final Consumer<List<NewSignal>> intake;
    private final List<NewSignal> batch = new ArrayList<>();
    private final List<NewSignal> late = new ArrayList<>();
    private int number;

    SampleHistory(SampleSources sources, Instant end, long seed, Consumer<List<NewSignal>> intake) {
        this.sources = sources;
        this.pattern = new ActivityPattern(end);
        this.random = new SeededRandom(seed);
        this.companies = SampleProfile.companies(random.split());
        this.intake = intake;
    }

    /** Records all but the late signals. */
    void record() {
        list("old-crm.csv", 0, 150, 0.5);
        for (int day = 0; day <= ActivityPattern.DAYS; day++) {
            if (day == 130 || day == 480) {
                list(day == 130 ? "spring-trade-fair.csv" : "autumn-trade-fair.csv", day, 300, 0.4);
            }
            int visitors = random.times(pattern.visitors(day));
            for (int i = 0; i < visitors; i++) {
                visitor(day, random.split());
            }
            if (random.chance(0.1)) {
                phoned(day, random.split());
            }
        }
        new Cast(sources, pattern.end).all().forEach(journey -> add(journey.signals()));
        flush();
    }

    /** Records signals that reach the log days after they happened, when the funnel has decided already. */
    void recordLate() {
        batch.addAll(late);
        flush();
    }

    private void visitor(int day, SeededRandom own) {
        String id = "visitor-" + number++;
        Journey journey = new Journey(id, sources, pattern.moment(day, own), pattern.end);
        if (own.chance(0.025)) {
            String agent = own.pick(CRAWLERS);
            journey.on("crawler-" + CRAWLERS.indexOf(agent) + "-" + day, Map.of());
            for (int i = own.between(1, 5); i > 0; i--) {
                journey.crawled(own.pick(PAGES), agent);
            }
            add(journey.signals());
            return;
        }
        SampleChannel channel = SampleChannel.drawn(own);
        journey.on(id, channel.touch());
        if (own.chance(channel.leads)) {
            lead(journey, channel, own);
            return;
        }
        do {
            journey.page(own.pick(PAGES));
        } while (own.chance(0.36));
        if (own.chance(0.05)) {
            String form = own.pick(FORMS);
            journey.viewed(form);
            if (own.chance(0.3)) {
                journey.started(form);
            }
        }
        add(journey.signals());
    }

    private void lead(Journey journey, SampleChannel channel, SeededRandom own) {
        boolean fitting = own.chance(channel.fitting);
        SampleProfile profile = SampleProfile.drawn(number, fitting, companies, own);
        boolean onPhoneToo = own.chance(0.05);
        if (onPhoneToo) {
            viewedOnPhone(journey, channel);
        }
        for (int i = own.between(1, 5); i > 0; i--) {
            journey.page(own.pick(PAGES));
        }
        String form = own.pick(FORMS);
        journey.viewed(form).started(form).withEmail(profile.email()).submitted(form, profile.traits());
        if (!form.equals("contact")) {
            journey.downloaded(form, form);
        }
        if (onPhoneToo) {
            journey.later(Duration.ofHours(own.between(2, 40)))
                    .on(phone(journey), Map.of())
                    .page("/pricing");
        }
        new SampleLead(journey, profile, own).continueAfter(form, fitting);
        List<NewSignal> signals = journey.signals();
        boolean recent = journey.now().isAfter(pattern.end.minus(Duration.ofDays(20)));
        if (recent && signals.size() > 6 && own.chance(0.2)) {
            int last = signals.size() - 1;
            late.addAll(signals.subList(last, signals.size()));
            signals = signals.subList(0, last);
        }
        add(signals);
    }

    /** First seen as two visitors, recorded in two batches; the email opened on the phone shows that they are one. */
    private void viewedOnPhone(Journey journey, SampleChannel channel) {
        Journey before = new Journey(phone(journey), sources, journey.now(), pattern.end);
        add(before.on(phone(journey), channel.touch()).page("/").page("/guides").signals());
        flush();
        journey.later(ActivityPattern.days(2));
    }

    private static String phone(Journey journey) {
        return journey.id() + "-telephone";
    }

    /** A list bought from no one: people met at a fair, or left over from the system before. */
    private void list(String name, int day, int people, double fitting) {
        Instant at = pattern.moment(day, random);
        for (int i = 0; i < people; i++) {
            SeededRandom own = random.split();
            boolean fits = own.chance(fitting);
            SampleProfile profile = SampleProfile.drawn(number++, fits, companies, own);
            Journey journey = new Journey(name + "/" + i, sources, at.plusMillis(i), pattern.end);
            Map<String, Object> traits = new TreeMap<>(profile.traits());
            journey.withEmail(profile.email(), name + ":" + (1_000 + i)).imported(name, traits);
            if (own.chance(0.2)) {
                journey.on("list-" + number, SampleChannel.NEWSLETTER.touch())
                        .later(ActivityPattern.days(own.between(2, 90)));
                journey.page("/");
                new SampleLead(journey, profile, own).continueAfter("contact", fits);
            } else {
                new SampleLead(journey, profile, own).closed();
            }
            add(journey.signals());
        }
    }

    private void phoned(int day, SeededRandom own) {
        SampleProfile profile = SampleProfile.drawn(number++, true, companies, own);
        Journey journey =
                new Journey("call-" + number, sources, ActivityPattern.working(pattern.moment(day, own)), pattern.end);
        journey.withEmail(profile.email())
                .identified(profile.traits())
                .record(WebSignals.INFORMATION_REQUESTED, "by telephone");
        journey.on("call-" + number, Map.of());
        new SampleLead(journey, profile, own).continueAfter("contact", true);
        add(journey.signals());
    }

    private void add(List<NewSignal> signals) {
        batch.addAll(signals);
        if (batch.size() >= BATCH) {
            flush();
        }
    }

    private void flush() {
        intake.accept(List.copyOf(batch));
        batch.clear();
    }
}
