package dev.sluice.outreach;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The steps of a sequence in their order, branches within them. Pure. */
record Steps(List<Step> list) {

    /** A step as the page shows it: how deep in branches, and on which side of the one above it. */
    record Placed(Step step, int depth, String side) {}

    Optional<Step> first() {
        return list.stream().findFirst();
    }

    Optional<Step> find(String id) {
        return all().stream()
                .map(Placed::step)
                .filter(step -> step.id().equals(id))
                .findFirst();
    }

    /**
     * What comes after a step; after the last one nothing.
     *
     * @param yes which way a branch goes; of no other step asked
     */
    Optional<Step> next(String id, boolean yes) {
        return Optional.ofNullable(next(list, id, yes, null));
    }

    private static @Nullable Step next(List<Step> steps, String id, boolean yes, @Nullable Step beyond) {
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            Step after = i + 1 < steps.size() ? steps.get(i + 1) : beyond;
            if (step.id().equals(id)) {
                List<Step> way =
                        step instanceof Step.Branch branch ? (yes ? branch.then() : branch.otherwise()) : List.of();
                return way.isEmpty() ? after : way.getFirst();
            }
            if (step instanceof Step.Branch branch
                    && new Steps(List.of(branch)).find(id).isPresent()) {
                Steps then = new Steps(branch.then());
                return next(then.find(id).isPresent() ? branch.then() : branch.otherwise(), id, yes, after);
            }
        }
        return null;
    }

    /** The step at which somebody goes on who stood before {@code id} when the steps were {@code before}. */
    Optional<Step> resume(Steps before, String id) {
        String at = id;
        for (int tried = 0; tried <= before.all().size(); tried++) {
            Optional<Step> here = find(at);
            if (here.isPresent()) {
                return here;
            }
            Optional<Step> after = before.next(at, false);
            if (after.isEmpty()) {
                return Optional.empty();
            }
            at = after.get().id();
        }
        return Optional.empty();
    }

    List<Placed> all() {
        List<Placed> all = new ArrayList<>();
        gather(list, 0, "", all);
        return all;
    }

    private static void gather(List<Step> steps, int depth, String side, List<Placed> all) {
        for (Step step : steps) {
            all.add(new Placed(step, depth, side));
            if (step instanceof Step.Branch branch) {
                gather(branch.then(), depth + 1, "yes", all);
                gather(branch.otherwise(), depth + 1, "no", all);
            }
        }
    }

    List<Step.Mail> mails() {
        return all().stream()
                .map(Placed::step)
                .filter(Step.Mail.class::isInstance)
                .map(Step.Mail.class::cast)
                .toList();
    }

    /** The names of all templates that these steps may send. */
    Set<String> templates() {
        return mails().stream()
                .flatMap(mail -> Stream.concat(
                        mail.variants().stream().map(Step.Variant::template), mail.byStage().values().stream()))
                .collect(Collectors.toSet());
    }
}
