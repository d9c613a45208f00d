package dev.sluice.funnel.text;

import java.util.List;
import java.util.Map;

/** A node of a written definition, with its position (1-based). */
sealed interface Yaml {

    int line();

    int column();

    /** @param plain not quoted, so that it may mean a number or true or false */
    record YamlText(String value, boolean plain, int line, int column) implements Yaml {}

    record Items(List<Yaml> items, int line, int column) implements Yaml {}

    record YamlFields(Map<String, YamlField> fields, int line, int column) implements Yaml {}

    record YamlField(YamlText key, Yaml value) {}
}
