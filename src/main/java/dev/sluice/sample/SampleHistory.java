package dev.sluice.sample;

import dev.sluice.sample.Journey.SampleSources;
import dev.sluice.sample.SampleProfile.SampleCompany;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.WebSignals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Eighteen months of a firm, day by day, told in batches. */
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

    private final SampleSources doors;
    private final ActivityPattern rhythm;
    private final SeededRandom dice;
    private final List<SampleCompany> companies;
    private final Consumer<List<NewSignal>> intake;
    private final List<NewSignal> batch = new ArrayList<>();
    private final List<NewSignal> late = new ArrayList<>();
    private int number;

    SampleHistory(SampleSources doors, Instant end, long seed, Consumer<List<NewSignal>> intake) {
        this.doors = doors;
        this.rhythm = new ActivityPattern(end);
        this.dice = new SeededRandom(seed);
        this.companies = SampleProfile.companies(dice.split());
        this.intake = intake;
    }

    /** Tells all of it but what comes late. */
    void tell() {
        list("old-crm.csv", 0, 150, 0.5);
        for (int day = 0; day <= ActivityPattern.DAYS; day++) {
            if (day == 130 || day == 480) {
                list(day == 130 ? "spring-trade-fair.csv" : "autumn-trade-fair.csv", day, 300, 0.4);
            }
            int visitors = dice.times(rhythm.visitors(day));
            for (int i = 0; i < visitors; i++) {
                visitor(day, dice.split());
            }
            if (dice.chance(0.1)) {
                calledIn(day, dice.split());
            }
        }
        new Cast(doors, rhythm.end).all().forEach(journey -> told(journey.signals()));
        flush();
    }

    /** What reaches the log days after it happened, when the funnel has decided already. */
    void tellLate() {
        batch.addAll(late);
        flush();
    }

    private void visitor(int day, SeededRandom own) {
        String id = "visitor-" + number++;
        Journey journey = new Journey(id, doors, rhythm.moment(day, own), rhythm.end);
        if (own.chance(0.025)) {
            String agent = own.one(CRAWLERS);
            journey.on("crawler-" + CRAWLERS.indexOf(agent) + "-" + day, Map.of());
            for (int i = own.between(1, 5); i > 0; i--) {
                journey.crawled(own.one(PAGES), agent);
            }
            told(journey.signals());
            return;
        }
        SampleChannel channel = SampleChannel.drawn(own);
        journey.on(id, channel.touch());
        if (own.chance(channel.leads)) {
            lead(journey, channel, own);
            return;
        }
        do {
            journey.page(own.one(PAGES));
        } while (own.chance(0.36));
        if (own.chance(0.05)) {
            String form = own.one(FORMS);
            journey.seen(form);
            if (own.chance(0.3)) {
                journey.begun(form);
            }
        }
        told(journey.signals());
    }

    private void lead(Journey journey, SampleChannel channel, SeededRandom own) {
        boolean fitting = own.chance(channel.fitting);
        SampleProfile profile = SampleProfile.drawn(number, fitting, companies, own);
        boolean phoneToo = own.chance(0.05);
        if (phoneToo) {
            lookedOnTheTelephone(journey, channel);
        }
        for (int i = own.between(1, 5); i > 0; i--) {
            journey.page(own.one(PAGES));
        }
        String form = own.one(FORMS);
        journey.seen(form).begun(form).knownAs(profile.email()).sent(form, profile.traits());
        if (!form.equals("contact")) {
            journey.downloaded(form, form);
        }
        if (phoneToo) {
            journey.later(Duration.ofHours(own.between(2, 40)))
                    .on(telephone(journey), Map.of())
                    .page("/pricing");
        }
        new SampleLead(journey, profile, own).goesOn(form, fitting);
        List<NewSignal> signals = journey.signals();
        boolean recent = journey.now().isAfter(rhythm.end.minus(Duration.ofDays(20)));
        if (recent && signals.size() > 6 && own.chance(0.2)) {
            int keep = signals.size() - 1;
            late.addAll(signals.subList(keep, signals.size()));
            signals = signals.subList(0, keep);
        }
        told(signals);
    }

    /** First seen as two visitors, told in two batches; the mail opened on the telephone shows that they are one. */
    private void lookedOnTheTelephone(Journey journey, SampleChannel channel) {
        Journey before = new Journey(telephone(journey), doors, journey.now(), rhythm.end);
        told(before.on(telephone(journey), channel.touch())
                .page("/")
                .page("/guides")
                .signals());
        flush();
        journey.later(ActivityPattern.days(2));
    }

    private static String telephone(Journey journey) {
        return journey.id() + "-telephone";
    }

    /** A list bought from no one: people met at a fair, or left over from the system before. */
    private void list(String name, int day, int people, double fitting) {
        Instant at = rhythm.moment(day, dice);
        for (int i = 0; i < people; i++) {
            SeededRandom own = dice.split();
            boolean fits = own.chance(fitting);
            SampleProfile profile = SampleProfile.drawn(number++, fits, companies, own);
            Journey journey = new Journey(name + "/" + i, doors, at.plusMillis(i), rhythm.end);
            Map<String, Object> traits = new TreeMap<>(profile.traits());
            journey.knownAs(profile.email(), name + ":" + (1_000 + i)).imported(name, traits);
            if (own.chance(0.2)) {
                journey.on("list-" + number, SampleChannel.NEWSLETTER.touch())
                        .later(ActivityPattern.days(own.between(2, 90)));
                journey.page("/");
                new SampleLead(journey, profile, own).goesOn("contact", fits);
            }
            told(journey.signals());
        }
    }

    private void calledIn(int day, SeededRandom own) {
        SampleProfile profile = SampleProfile.drawn(number++, true, companies, own);
        Journey journey =
                new Journey("call-" + number, doors, ActivityPattern.working(rhythm.moment(day, own)), rhythm.end);
        journey.knownAs(profile.email())
                .learnt(profile.traits())
                .told(WebSignals.INFORMATION_REQUESTED, "by telephone");
        journey.on("call-" + number, Map.of());
        new SampleLead(journey, profile, own).goesOn("contact", true);
        told(journey.signals());
    }

    private void told(List<NewSignal> signals) {
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
