package dev.sluice.standing;

import dev.sluice.funnel.Definition;
import dev.sluice.funnel.text.Problem;
import java.util.List;

/** What a module to the right, as a bean, has to say about a definition before it is activated: warnings only. */
public interface ActivationCheck {
    List<Problem> warnings(int workspace, Definition definition);
}
