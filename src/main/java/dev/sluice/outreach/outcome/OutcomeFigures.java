package dev.sluice.outreach.outcome;

/** How many emails of one step and variant were sent, opened, answered and so on. */
public record OutcomeFigures(
        String step,
        String variant,
        long sent,
        long opened,
        long clicked,
        long replied,
        long bounced,
        long complained,
        long unsubscribed,
        long meetings,
        long moved) {
    public static OutcomeFigures none(String step) {
        return new OutcomeFigures(step, "", 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    OutcomeFigures plus(OutcomeFigures other) {
        return new OutcomeFigures(
                step,
                variant,
                sent + other.sent,
                opened + other.opened,
                clicked + other.clicked,
                replied + other.replied,
                bounced + other.bounced,
                complained + other.complained,
                unsubscribed + other.unsubscribed,
                meetings + other.meetings,
                moved + other.moved);
    }
}
