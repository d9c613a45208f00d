package dev.sluice.standing;

import dev.sluice.funnel.Definition;
import dev.sluice.funnel.text.Problem;
import java.util.List;

/** A bean by which a module to the right warns about a definition before it is activated. */
public interface ActivationCheck {
    List<Problem> warnings(int workspace, Definition definition);
}
