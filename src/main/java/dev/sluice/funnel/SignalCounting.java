package dev.sluice.funnel;

import java.time.Duration;

/** Counts a signal for criteria and earns its engagement points, as far as caps allow. */
final class SignalCounting {
    /** A visit ends when nothing of the kind has happened for so long, as is usual in web analytics. */
    private static final long VISIT_GAP = Durations.micros(Duration.ofMinutes(30));

    private SignalCounting() {}

    /**
     * Counts a signal where its subject matches; false when no counter or rule took it.
     *
     * @param visit whether criteria count the kind once in a visit
     */
    static boolean count(
            CompiledDefinition plan,
            StandingBuilder draft,
            SignalIndex.Touch touch,
            String subject,
            LogPosition here,
            boolean visit) {
        boolean touched = false;
        for (int i = 0; i < touch.counters().length; i++) {
            if (touch.patterns()[i].matches(subject)) {
                int counter = touch.counters()[i];
                long[][] counters = draft.counters.clone();
                counters[counter] = visit
                        ? RecentSignals.appendVisit(counters[counter], plan.keep[counter], here, VISIT_GAP)
                        : RecentSignals.append(counters[counter], plan.keep[counter], here);
                draft.counters = counters;
                touched = true;
            }
        }
        for (int i = 0; i < touch.rules().length; i++) {
            if (touch.rulePatterns()[i].matches(subject)) {
                touched |= earn(plan, draft, touch.rules()[i], here);
            }
        }
        return touched;
    }

    private static boolean earn(CompiledDefinition plan, StandingBuilder draft, int rule, LogPosition here) {
        EarnedPoints before = draft.earned[rule];
        int cap = plan.caps[rule];
        int points = plan.points[rule];
        long at = here.at();
        if (cap > 0 && RecentSignals.has(before.latest(), cap, at - plan.capWindows[rule], LogPosition.START)) {
            return false;
        }
        EarnedPoints[] earned = draft.earned.clone();
        earned[rule] = new EarnedPoints(
                Standing.decayed(before.value(), before.at(), at, draft.halfLife) + points,
                at,
                before.count() + 1,
                RecentSignals.append(before.latest(), plan.keepEarned[rule], here));
        draft.earned = earned;
        draft.total = draft.engagement(at) + points;
        draft.totalAt = at;
        return true;
    }
}
