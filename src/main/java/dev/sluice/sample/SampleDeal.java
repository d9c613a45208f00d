package dev.sluice.sample;

import dev.sluice.deal.DealSignals;
import dev.sluice.mail.MailSignals;
import dev.sluice.signal.SignalKind;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The course of one deal in the story. */
final class SampleDeal {
    private static final List<String> SELLERS = List.of("Maya Harbour", "Maya Harbour", "Ines Duarte", "Tom Okafor");
    private static final List<String> STEPS = List.of(
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
    private final SeededRandom dice;
    private final String seller;
    private final int amount;

    SampleDeal(Journey journey, SampleProfile profile, SeededRandom dice) {
        this.journey = journey;
        this.profile = profile;
        this.dice = dice;
        seller = SELLERS.get(Math.floorMod(journey.id().hashCode(), SELLERS.size()));
        int staff = profile.company() == null ? 60 : profile.company().size();
        amount = staff * dice.between(85, 140) * 12;
    }

    SampleDeal opened() {
        Map<String, Object> data = step(7);
        data.put("owner", seller);
        data.put(
                "title",
                "Managed IT"
                        + (profile.company() == null
                                ? ""
                                : " for " + profile.company().name()));
        journey.later(Duration.ofMinutes(5));
        return told(DealSignals.OPENED, "sales", data);
    }

    SampleDeal proposed() {
        journey.atWork(ActivityPattern.days(dice.about(6, 0.5)));
        Map<String, Object> data = step(14);
        data.put("amount", amount);
        data.put("currency", "USD");
        data.put("expected_close", day(dice.between(20, 45)));
        data.put("people", List.of(Map.of("email", profile.email(), "role", "decision_maker")));
        if (dice.chance(0.4)) {
            data.put("competitors", List.of(dice.one(List.of("Northgate IT", "An employee of their own"))));
        }
        if (dice.chance(0.5)) {
            data.put("objections", List.of(Map.of("objection", dice.one(OBJECTIONS))));
        }
        journey.told(MailSignals.SENT, "quote");
        return told(DealSignals.MOVED, "proposal", data);
    }

    SampleDeal negotiated() {
        journey.atWork(ActivityPattern.days(dice.about(22, 0.5)));
        return told(DealSignals.MOVED, "negotiation", step(8));
    }

    void won() {
        journey.atWork(ActivityPattern.days(dice.about(17, 0.5)));
        told(DealSignals.WON, "", new HashMap<>(Map.of("amount", amount, "currency", "USD")));
    }

    void lost(String reason, int days) {
        journey.atWork(ActivityPattern.days(dice.about(days, 0.5)));
        told(DealSignals.LOST, reason, new HashMap<>());
    }

    /** Sometimes nobody writes down what comes next. */
    private Map<String, Object> step(int days) {
        Map<String, Object> data = new HashMap<>();
        if (dice.chance(0.8)) {
            data.put("next_step", dice.one(STEPS));
            data.put("next_step_at", day(dice.between(2, days)));
        }
        return data;
    }

    private String day(int ahead) {
        return journey.now()
                .plus(Duration.ofDays(ahead))
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .toString();
    }

    private SampleDeal told(SignalKind kind, String subject, Map<String, Object> data) {
        journey.told(kind, subject, data);
        return this;
    }
}
