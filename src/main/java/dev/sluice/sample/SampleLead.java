package dev.sluice.sample;

import dev.sluice.handoff.HandoffSignals;
import dev.sluice.inbox.InboxSignals;
import dev.sluice.link.LinkSignals;
import dev.sluice.mail.MailSignals;
import dev.sluice.meeting.MeetingSignals;
import dev.sluice.person.PersonSignals;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What chance makes of one lead after the first form: most go cold, some are worked, a few sign. */
final class SampleLead {
    private static final List<String> LOST = List.of("price", "no_decision", "competitor", "structure_change", "price");
    private static final List<String> REJECTED = List.of("no_budget", "wrong_timing", "no_authority");
    /** The first templates of the ready-made sequence for new leads. */
    private static final List<String> FIVE_MAILS = List.of("outage-cost", "case-study", "objection-price");
    /** Since that many days before the end nobody has called those who only took the checklist. */
    private static final int UNATTENDED = 120;

    private final Journey journey;
    private final SampleProfile profile;
    private final SeededRandom dice;

    SampleLead(Journey journey, SampleProfile profile, SeededRandom dice) {
        this.journey = journey;
        this.profile = profile;
        this.dice = dice;
    }

    /** From the first form on. */
    void goesOn(String form, boolean fitting) {
        boolean interested = dice.chance(fitting ? 0.6 : 0.2);
        if (!interested) {
            cold();
            return;
        }
        boolean demo = shownInterest();
        if (fitting && !profile.isStudent()) {
            worked(form, demo);
        }
    }

    private void cold() {
        int mails = dice.between(0, 3);
        for (int i = 0; i < mails; i++) {
            journey.atWork(ActivityPattern.days(dice.between(3, 12)));
            Map<String, Object> mail = journey.mail("five-mails", "s" + (i + 1));
            journey.told(MailSignals.SENT, FIVE_MAILS.get(i), mail);
            if (dice.chance(0.3)) {
                journey.later(Duration.ofMinutes(dice.between(5, 900)))
                        .told(LinkSignals.OPENED, FIVE_MAILS.get(i), mail);
            }
            if (i == mails - 1 && dice.chance(0.06)) {
                journey.later(Duration.ofMinutes(dice.between(9, 700)))
                        .told(InboxSignals.REPLIED, FIVE_MAILS.get(i), mail);
            }
        }
        if (dice.chance(0.08)) {
            journey.later(Duration.ofHours(2))
                    .told(
                            PersonSignals.UNSUBSCRIBED,
                            "",
                            mails == 0 ? Map.of() : journey.mail("five-mails", "s" + mails));
        }
    }

    /** True when they asked for a demo. */
    private boolean shownInterest() {
        journey.later(ActivityPattern.days(dice.about(0.8, 0.9)));
        switch (dice.weighted(0.35, 0.3, 0.35)) {
            case 0 -> {
                journey.page("/services").page("/pricing").seen("contact").begun("contact");
                journey.sent("contact", profile.traits()).askedForDemo();
                return true;
            }
            case 1 -> {
                for (int i = 0; i < 3; i++) {
                    journey.page("/pricing").later(Duration.ofHours(dice.between(1, 30)));
                }
            }
            default -> {
                journey.page("/pricing/managed").page("/guides").downloaded("audit-checklist", "audit-checklist");
                journey.later(Duration.ofMinutes(dice.between(3, 400))).downloaded("it-budget", "it-budget");
                journey.page("/pricing");
            }
        }
        return false;
    }

    private void worked(String form, boolean demo) {
        boolean unattended = !demo
                && form.equals("audit-checklist")
                && journey.now().isAfter(journey.end().minus(Duration.ofDays(UNATTENDED)));
        journey.atWork(ActivityPattern.days(dice.about(demo ? 0.2 : 1.5, 0.8)));
        if (!dice.chance(unattended ? 0.06 : demo ? 0.46 : 0.22)) {
            if (!unattended && dice.chance(0.5)) {
                journey.told(PersonSignals.CALL_LOGGED, "no_answer");
                journey.atWork(ActivityPattern.days(2)).told(MailSignals.SENT, "tried-to-reach-you");
            }
            return;
        }
        journey.told(PersonSignals.CALL_LOGGED, "reached")
                .later(Duration.ofMinutes(6))
                .told(HandoffSignals.ACCEPTED, "");
        if (dice.chance(0.14)) {
            journey.atWork(ActivityPattern.days(dice.between(1, 6))).told(HandoffSignals.REJECTED, dice.one(REJECTED));
            return;
        }
        if (dice.chance(0.62)) {
            met();
        }
    }

    private void met() {
        journey.atWork(ActivityPattern.days(dice.about(1.5, 0.7))).told(MeetingSignals.BOOKED, "discovery");
        SampleDeal deal = new SampleDeal(journey, profile, dice).opened();
        journey.atWork(ActivityPattern.days(dice.between(2, 9)));
        if (dice.chance(0.1)) {
            journey.told(MeetingSignals.MISSED, "discovery");
            deal.lost("no_decision", 20);
            return;
        }
        journey.told(MeetingSignals.HELD, "discovery");
        switch (dice.weighted(0.36, 0.5, 0.14)) {
            case 0 -> deal.proposed().negotiated().won();
            case 1 -> lost(deal);
            default -> deal.proposed().lost("cycle_too_long", 75);
        }
    }

    private void lost(SampleDeal deal) {
        if (dice.chance(0.7)) {
            deal.proposed();
        }
        deal.lost(dice.one(LOST), 32);
        if (dice.chance(0.18)) { // something broke, and they remember the firm
            journey.later(ActivityPattern.days(dice.between(110, 280)))
                    .page("/")
                    .page("/pricing");
            journey.seen("contact").begun("contact");
            journey.sent("contact", profile.traits()).askedForDemo();
            worked("contact", true);
        }
    }
}
