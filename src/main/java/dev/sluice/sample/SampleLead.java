package dev.sluice.sample;

import dev.sluice.handoff.HandoffSignals;
import dev.sluice.inbox.InboxSignals;
import dev.sluice.link.LinkSignals;
import dev.sluice.mail.MailSignals;
import dev.sluice.meeting.MeetingSignals;
import dev.sluice.person.PersonSignals;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Draws what happens to one lead after the first form: most go cold, some are worked, a few sign. */
final class SampleLead {
    private static final List<String> LOST = List.of("price", "no_decision", "competitor", "structure_change", "price");
    private static final List<String> REJECTED = List.of("no_budget", "wrong_timing", "no_authority");
    /** The first templates of the ready-made sequence for new leads. */
    private static final List<String> SEQUENCE_TEMPLATES = List.of("outage-cost", "case-study", "objection-price");

    private static final List<String> ANSWERS = List.of(
            "Thank you, this comes at the right time. Could you call me next week?",
            "We have someone who does this. What would you do that they do not?",
            "What would it cost for a company of our size?");
    /** For so many days before the end no one has called people who only downloaded the checklist. */
    private static final int UNATTENDED = 120;

    private final Journey journey;
    private final SampleProfile profile;
    private final SeededRandom random;

    SampleLead(Journey journey, SampleProfile profile, SeededRandom random) {
        this.journey = journey;
        this.profile = profile;
        this.random = random;
    }

    /** From the first form on. */
    void continueAfter(String form, boolean fitting) {
        boolean interested = random.chance(fitting ? 0.6 : 0.2);
        if (!interested) {
            goCold();
            closed();
            return;
        }
        boolean demo = showInterest();
        if (!fitting || profile.isStudent() || !workedBySales(form, demo)) {
            closed();
        }
    }

    /** Whoever is still a lead after two months is called once more; nearly all of them have no use for the firm. */
    void closed() {
        if (random.chance(0.94)) {
            journey.atWork(ActivityPattern.days(random.between(45, 75)))
                    .record(PersonSignals.CALL_LOGGED, "not interested");
        }
    }

    private void goCold() {
        int mails = random.between(0, 3);
        for (int i = 0; i < mails; i++) {
            journey.atWork(ActivityPattern.days(random.between(3, 12)));
            Map<String, Object> mail = journey.mail("five-mails", "s" + (i + 1));
            journey.record(MailSignals.SENT, SEQUENCE_TEMPLATES.get(i), mail);
            if (random.chance(0.3)) {
                journey.later(Duration.ofMinutes(random.between(5, 900)))
                        .record(LinkSignals.OPENED, SEQUENCE_TEMPLATES.get(i), mail);
            }
            if (i == mails - 1 && random.chance(0.06)) {
                journey.later(Duration.ofMinutes(random.between(9, 700)))
                        .record(InboxSignals.REPLIED, SEQUENCE_TEMPLATES.get(i), answer(mail));
            }
        }
        if (random.chance(0.08)) {
            journey.later(Duration.ofHours(2))
                    .record(
                            PersonSignals.UNSUBSCRIBED,
                            "",
                            mails == 0 ? Map.of() : journey.mail("five-mails", "s" + mails));
        }
    }

    private Map<String, Object> answer(Map<String, Object> mail) {
        Map<String, Object> data = new HashMap<>(mail);
        data.put("mail_subject", "Re: A question");
        data.put("text", ANSWERS.get(Math.floorMod(journey.id().hashCode(), ANSWERS.size())));
        return data;
    }

    /** True after a demo request. */
    private boolean showInterest() {
        journey.later(ActivityPattern.days(random.about(0.8, 0.9)));
        switch (random.weighted(0.35, 0.3, 0.35)) {
            case 0 -> {
                journey.page("/services").page("/pricing").viewed("contact").started("contact");
                journey.submitted("contact", profile.traits()).requestedDemo();
                return true;
            }
            case 1 -> {
                for (int i = 0; i < 3; i++) {
                    journey.page("/pricing").later(Duration.ofHours(random.between(1, 30)));
                }
            }
            default -> {
                journey.page("/pricing/managed").page("/guides").downloaded("audit-checklist", "audit-checklist");
                journey.later(Duration.ofMinutes(random.between(3, 400))).downloaded("it-budget", "it-budget");
                journey.page("/pricing");
            }
        }
        return false;
    }

    /** False where sales let go of the lead. */
    private boolean workedBySales(String form, boolean demo) {
        boolean unattended = !demo
                && form.equals("audit-checklist")
                && journey.now().isAfter(journey.end().minus(Duration.ofDays(UNATTENDED)));
        journey.atWork(ActivityPattern.days(random.about(demo ? 0.2 : 1.5, 0.8)));
        if (!random.chance(unattended ? 0.06 : demo ? 0.46 : 0.22)) {
            if (!unattended && random.chance(0.5)) {
                journey.record(PersonSignals.CALL_LOGGED, "no answer");
                journey.atWork(ActivityPattern.days(2)).record(MailSignals.SENT, "tried-to-reach-you");
            }
            return false;
        }
        journey.record(PersonSignals.CALL_LOGGED, "connected")
                .later(Duration.ofMinutes(6))
                .record(HandoffSignals.ACCEPTED, "");
        if (random.chance(0.14)) {
            journey.atWork(ActivityPattern.days(random.between(1, 6)))
                    .record(HandoffSignals.REJECTED, random.pick(REJECTED));
            return false;
        }
        if (random.chance(0.62)) {
            meet();
            return true;
        }
        journey.atWork(ActivityPattern.days(random.between(3, 10)))
                .record(HandoffSignals.REJECTED, random.pick(REJECTED));
        return false;
    }

    private void meet() {
        journey.atWork(ActivityPattern.days(random.about(1.5, 0.7))).record(MeetingSignals.BOOKED, "discovery");
        SampleDeal deal = new SampleDeal(journey, profile, random).opened();
        journey.atWork(ActivityPattern.days(random.between(2, 9)));
        if (random.chance(0.1)) {
            journey.record(MeetingSignals.MISSED, "discovery");
            deal.lost("no_decision", 20);
            return;
        }
        journey.record(MeetingSignals.HELD, "discovery");
        switch (random.weighted(0.36, 0.5, 0.14)) {
            case 0 -> deal.proposed().negotiated().won();
            case 1 -> lose(deal);
            default -> deal.proposed().lost("cycle_too_long", 75);
        }
    }

    private void lose(SampleDeal deal) {
        if (random.chance(0.7)) {
            deal.proposed();
        }
        deal.lost(random.pick(LOST), 32);
        if (random.chance(0.18)) { // something broke, and they remember the firm
            journey.later(ActivityPattern.days(random.between(110, 280)))
                    .page("/")
                    .page("/pricing");
            journey.viewed("contact").started("contact");
            journey.submitted("contact", profile.traits()).requestedDemo();
            workedBySales("contact", true);
        }
    }
}
