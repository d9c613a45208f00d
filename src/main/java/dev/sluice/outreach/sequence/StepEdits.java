package dev.sluice.outreach.sequence;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Puts steps in, changes, moves and removes them, also inside branches. Pure. */
public final class StepEdits {
    private StepEdits() {}

    /** An id that is not used. */
    static String fresh(Set<String> used) {
        int number = 1;
        while (used.contains("s" + number)) {
            number++;
        }
        return "s" + number;
    }

    /**
     * @param position {@code ""} for the beginning, a step's id for after it, {@code <id>/then} or {@code <id>/otherwise}
     *     for the beginning of a side of a branch
     */
    public static SequenceSteps put(SequenceSteps steps, String position, SequenceStep step) {
        if (position.isEmpty()) {
            return new SequenceSteps(
                    Stream.concat(Stream.of(step), steps.list().stream()).toList());
        }
        String[] parts = position.split("/", 2);
        if (parts.length == 2) {
            return replace(steps, parts[0], old -> {
                if (!(old instanceof SequenceStep.Branch branch)) {
                    return List.of(old);
                }
                boolean then = parts[1].equals("then");
                List<SequenceStep> side = new ArrayList<>(then ? branch.then() : branch.otherwise());
                side.addFirst(step);
                return List.of(new SequenceStep.Branch(
                        branch.id(),
                        branch.after(),
                        branch.when(),
                        then ? List.copyOf(side) : branch.then(),
                        then ? branch.otherwise() : List.copyOf(side)));
            });
        }
        return replace(steps, position, old -> List.of(old, step));
    }

    /** The step of the same id becomes this one; a branch keeps its steps. */
    public static SequenceSteps change(SequenceSteps steps, SequenceStep step) {
        return replace(
                steps,
                step.id(),
                old -> old instanceof SequenceStep.Branch before && step instanceof SequenceStep.Branch after
                        ? List.of(new SequenceStep.Branch(
                                after.id(), after.after(), after.when(), before.then(), before.otherwise()))
                        : List.of(step));
    }

    public static SequenceSteps remove(SequenceSteps steps, String id) {
        return replace(steps, id, old -> List.of());
    }

    /** Changes places with its neighbour, earlier or later, on the same side of a branch. */
    public static SequenceSteps move(SequenceSteps steps, String id, boolean earlier) {
        return new SequenceSteps(move(steps.list(), id, earlier));
    }

    private static List<SequenceStep> move(List<SequenceStep> list, String id, boolean earlier) {
        List<SequenceStep> moved = new ArrayList<>();
        for (SequenceStep step : list) {
            moved.add(
                    step instanceof SequenceStep.Branch branch
                            ? new SequenceStep.Branch(
                                    branch.id(),
                                    branch.after(),
                                    branch.when(),
                                    move(branch.then(), id, earlier),
                                    move(branch.otherwise(), id, earlier))
                            : step);
        }
        for (int i = 0; i < moved.size(); i++) {
            int other = earlier ? i - 1 : i + 1;
            if (moved.get(i).id().equals(id) && other >= 0 && other < moved.size()) {
                SequenceStep step = moved.get(i);
                moved.set(i, moved.get(other));
                moved.set(other, step);
                break;
            }
        }
        return List.copyOf(moved);
    }

    private static SequenceSteps replace(
            SequenceSteps steps, String id, Function<SequenceStep, List<SequenceStep>> by) {
        return new SequenceSteps(replace(steps.list(), id, by));
    }

    private static List<SequenceStep> replace(
            List<SequenceStep> list, String id, Function<SequenceStep, List<SequenceStep>> by) {
        List<SequenceStep> replaced = new ArrayList<>();
        for (SequenceStep step : list) {
            if (step.id().equals(id)) {
                replaced.addAll(by.apply(step));
            } else if (step instanceof SequenceStep.Branch branch) {
                replaced.add(new SequenceStep.Branch(
                        branch.id(),
                        branch.after(),
                        branch.when(),
                        replace(branch.then(), id, by),
                        replace(branch.otherwise(), id, by)));
            } else {
                replaced.add(step);
            }
        }
        return List.copyOf(replaced);
    }
}
