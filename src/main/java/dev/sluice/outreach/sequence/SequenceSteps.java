package dev.sluice.outreach.sequence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The steps of a sequence in their order, branches within them. Pure. */
public record SequenceSteps(List<SequenceStep> list) {

    /** A step as the page shows it: how deep in branches, and on which side of the one above it. */
    public record PlacedStep(SequenceStep step, int depth, String side) {}

    public Optional<SequenceStep> first() {
        return list.stream().findFirst();
    }

    public Optional<SequenceStep> find(String id) {
        return all().stream()
                .map(PlacedStep::step)
                .filter(step -> step.id().equals(id))
                .findFirst();
    }

    /**
     * The step after another; empty after the last one.
     *
     * @param yes which side of a branch to take; without effect at other steps
     */
    public Optional<SequenceStep> next(String id, boolean yes) {
        return Optional.ofNullable(next(list, id, yes, null));
    }

    private static @Nullable SequenceStep next(
            List<SequenceStep> steps, String id, boolean yes, @Nullable SequenceStep beyond) {
        for (int i = 0; i < steps.size(); i++) {
            SequenceStep step = steps.get(i);
            SequenceStep after = i + 1 < steps.size() ? steps.get(i + 1) : beyond;
            if (step.id().equals(id)) {
                List<SequenceStep> chosen = step instanceof SequenceStep.Branch branch
                        ? (yes ? branch.then() : branch.otherwise())
                        : List.of();
                return chosen.isEmpty() ? after : chosen.getFirst();
            }
            if (step instanceof SequenceStep.Branch branch
                    && new SequenceSteps(List.of(branch)).find(id).isPresent()) {
                SequenceSteps then = new SequenceSteps(branch.then());
                return next(then.find(id).isPresent() ? branch.then() : branch.otherwise(), id, yes, after);
            }
        }
        return null;
    }

    /** The step at which a person goes on who waited for {@code id} when the steps were {@code before}. */
    public Optional<SequenceStep> resume(SequenceSteps before, String id) {
        String at = id;
        for (int i = 0; i <= before.all().size(); i++) {
            Optional<SequenceStep> found = find(at);
            if (found.isPresent()) {
                return found;
            }
            Optional<SequenceStep> after = before.next(at, false);
            if (after.isEmpty()) {
                return Optional.empty();
            }
            at = after.get().id();
        }
        return Optional.empty();
    }

    public List<PlacedStep> all() {
        List<PlacedStep> all = new ArrayList<>();
        collect(list, 0, "", all);
        return all;
    }

    private static void collect(List<SequenceStep> steps, int depth, String side, List<PlacedStep> all) {
        for (SequenceStep step : steps) {
            all.add(new PlacedStep(step, depth, side));
            if (step instanceof SequenceStep.Branch branch) {
                collect(branch.then(), depth + 1, "yes", all);
                collect(branch.otherwise(), depth + 1, "no", all);
            }
        }
    }

    List<SequenceStep.EmailStep> emails() {
        return all().stream()
                .map(PlacedStep::step)
                .filter(SequenceStep.EmailStep.class::isInstance)
                .map(SequenceStep.EmailStep.class::cast)
                .toList();
    }

    /** The names of all templates that these steps may send. */
    public Set<String> templates() {
        return emails().stream()
                .flatMap(email -> Stream.concat(
                        email.variants().stream().map(SequenceStep.Variant::template),
                        email.byStage().values().stream()))
                .collect(Collectors.toSet());
    }
}
