package dev.sluice.signal.kind;

import dev.sluice.funnel.Vocabulary.TraitType;
import dev.sluice.signal.kind.SignalKind.DataField;
import dev.sluice.signal.kind.SignalKind.Icon;
import dev.sluice.signal.kind.SignalKind.TimelineGroup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Declares a kind of signal; everything but the name has a modest default. */
public final class SignalKindBuilder {
    private final String name;
    private String subject = "";
    private final List<String> traits = new ArrayList<>();
    private final List<DataField> data = new ArrayList<>();
    private String sentence = "";
    private String help = "";
    private Icon icon = Icon.DOT;
    private final Set<TimelineGroup> groups = EnumSet.noneOf(TimelineGroup.class);
    private boolean human = true;
    private Trust trust = Trust.INTERNAL;
    private final Set<Meaning> meanings = EnumSet.noneOf(Meaning.class);

    SignalKindBuilder(String name) {
        this.name = name;
    }

    /** What its subject is. */
    public SignalKindBuilder about(String description) {
        subject = description;
        return this;
    }

    public SignalKindBuilder traits(String... names) {
        traits.addAll(Arrays.asList(names));
        return this;
    }

    /** Data in words. */
    public SignalKindBuilder data(String... fields) {
        Arrays.stream(fields).forEach(field -> data.add(new DataField(field, TraitType.TEXT, "")));
        return this;
    }

    /** A number in its data, with its unit. */
    public SignalKindBuilder number(String field, String unit) {
        data.add(new DataField(field, TraitType.NUMBER, unit));
        return this;
    }

    /** A date or an instant in its data, which the unit says. */
    public SignalKindBuilder timed(String field, String unit) {
        data.add(new DataField(field, TraitType.TEXT, unit));
        return this;
    }

    public SignalKindBuilder says(String line) {
        sentence = line;
        return this;
    }

    public SignalKindBuilder help(String line) {
        help = line;
        return this;
    }

    public SignalKindBuilder shown(Icon picture, TimelineGroup... filters) {
        icon = picture;
        groups.addAll(Arrays.asList(filters));
        return this;
    }

    public SignalKindBuilder byMachine() {
        human = false;
        return this;
    }

    public SignalKindBuilder trust(Trust needed) {
        trust = needed;
        return this;
    }

    public SignalKindBuilder means(Meaning... all) {
        meanings.addAll(Arrays.asList(all));
        return this;
    }

    public SignalKind declare() {
        return new SignalKind(
                name,
                subject,
                List.copyOf(traits),
                List.copyOf(data),
                sentence,
                help,
                icon,
                Set.copyOf(groups),
                human,
                trust,
                Set.copyOf(meanings));
    }
}
