package dev.sluice.sample;

import dev.sluice.deal.DealSignals;
import dev.sluice.mail.MailSignals;
import dev.sluice.person.PersonSignals;
import dev.sluice.signal.kind.SignalKind;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The course of one deal in the story. */
final class SampleDeal {
    private static final List<String> SELLERS =
            List.of("Maya Harbour", "Maya Harbour", SampleTeam.INES, SampleTeam.TOM);
    private static final List<String> NEXT_STEPS = List.of(
            "Walk through the offer with both directors",
            "Send the reference from the clinics",
            "Agree on the date of the first visit",
            "Call after their board meeting",
            "Answer the questions of their auditor");
    private static final List<String> OBJECTIONS = List.of(
            "We have somebody who does this on the side",
            "It costs more than what we pay now",
            "Changing in the busy season is out of the question");

    private final Journey journey;
    private final SampleProfile profile;
    private final SeededRandom random;
    private final String seller;
    private final int amount;

    SampleDeal(Journey journey, SampleProfile profile, SeededRandom random) {
        this.journey = journey;
        this.profile = profile;
        this.random = random;
        seller = SELLERS.get(Math.floorMod(journey.id().hashCode(), SELLERS.size()));
        int staff = profile.company() == null ? 60 : profile.company().size();
        amount = staff * random.between(85, 140) * 12;
    }

    SampleDeal opened() {
        Map<String, Object> data = nextStep(7);
        data.put("owner", seller);
        data.put(
                "title",
                "Managed IT"
                        + (profile.company() == null
                                ? ""
                                : " for " + profile.company().name()));
        journey.later(Duration.ofMinutes(5));
        return record(DealSignals.OPENED, "sales", data);
    }

    SampleDeal proposed() {
        inTouchFor(random.about(6, 0.5));
        Map<String, Object> data = nextStep(14);
        data.put("amount", amount);
        data.put("currency", "USD");
        data.put("expected_close", day(random.between(20, 45)));
        data.put("people", List.of(Map.of("email", profile.email(), "role", "decision_maker")));
        if (random.chance(0.4)) {
            data.put("competitors", List.of(random.pick(List.of("Northgate IT", "An employee of their own"))));
        }
        if (random.chance(0.5)) {
            data.put("objections", List.of(Map.of("objection", random.pick(OBJECTIONS))));
        }
        journey.record(MailSignals.SENT, "quote");
        return record(DealSignals.MOVED, "proposal", data);
    }

    SampleDeal negotiated() {
        inTouchFor(random.about(22, 0.5));
        return record(DealSignals.MOVED, "negotiation", nextStep(8));
    }

    void won() {
        inTouchFor(random.about(17, 0.5));
        record(DealSignals.WON, "", new HashMap<>(Map.of("amount", amount, "currency", "USD")));
    }

    void lost(String reason, int days) {
        if (random.chance(0.7)) {
            inTouchFor(random.about(days, 0.5));
        } else {
            journey.atWork(ActivityPattern.days(random.about(days, 0.5)));
        }
        record(DealSignals.LOST, reason, new HashMap<>());
    }

    /** While a deal is open the seller calls about once a week and agrees on the next step. */
    private void inTouchFor(double days) {
        double left = days;
        while (left > 8) {
            double pause = random.between(4, 7);
            left -= pause;
            journey.atWork(ActivityPattern.days(pause)).record(PersonSignals.CALL_LOGGED, "connected");
            record(DealSignals.CHANGED, "", step(9));
        }
        journey.atWork(ActivityPattern.days(left));
    }

    /** Sometimes no one writes down the next step. */
    private Map<String, Object> nextStep(int days) {
        return random.chance(0.8) ? step(days) : new HashMap<>();
    }

    private Map<String, Object> step(int days) {
        Map<String, Object> data = new HashMap<>();
        data.put("next_step", random.pick(NEXT_STEPS));
        data.put("next_step_at", day(random.between(Math.min(5, days), days)));
        return data;
    }

    private String day(int ahead) {
        return journey.now()
                .plus(Duration.ofDays(ahead))
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .toString();
    }

    private SampleDeal record(SignalKind kind, String subject, Map<String, Object> data) {
        journey.record(kind, subject, data);
        return this;
    }
}
