package dev.sluice.signal.kind;

import java.util.Collection;
import java.util.Map;

/** Titles for subjects of signals, from the module that names them: the form "contact" is "Contact us". */
public interface SubjectTitles {
    /** What the subjects are, as declarations of kinds say it ("form"). */
    String about();

    /** The titles of those subjects that have one. */
    Map<String, String> titles(int workspace, Collection<String> subjects);
}
