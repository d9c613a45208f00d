package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.SourceFiles.SourceFile;
import dev.sluice.SourceFiles.SourceMethod;
import dev.sluice.SourceFiles.SourceType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The budgets of the sources: whatever has grown over one holds a second idea, and is split by idea. */
class SizesTest {
    private static final int FILE = 300;
    private static final int MOST_FILES = 150;
    private static final int METHOD = 40;
    private static final int PARAMETERS = 7;
    private static final int TYPES = 20;

    /** Packages that may hold more types than that, each with its reason. */
    private static final Map<String, String> LARGE = Map.ofEntries(
            Map.entry(
                    "consent",
                    "each way to say yes or no (link, page, API, by hand, double opt-in) has its service, page and rows"),
            Map.entry(
                    "funnel",
                    "the pure core is one idea: the definition, its compiled form and the fold; it shares package-private parts for speed"),
            Map.entry("funnel.text", "one reader and one validator for each section of a definition"),
            Map.entry(
                    "handoff",
                    "assignments, response clocks and tasks write each other in one transaction; a cut between them would be a cycle"),
            Map.entry(
                    "mail",
                    "what other modules use: the outbox, messages, settings and events of email, each with its rows"),
            Map.entry("insight.metrics", "the pages of the five metrics, and what each report says while signals wait"),
            Map.entry("mail.delivery", "the durable steps of a delivery and the transports that they drive"),
            Map.entry(
                    "outreach.enrolment",
                    "an enrolment and each of the ways in which it starts, moves on, pauses and ends"),
            Map.entry("people", "the pages and the API of a person, one class for each form"),
            Map.entry(
                    "person",
                    "identity, merges, consent and erasure of one aggregate, which rebuild each other from the log"),
            Map.entry("platform", "errors, formats and small services that every module uses"),
            Map.entry("platform.web", "what every page and API is built on"),
            Map.entry(
                    "standing",
                    "definitions, runs, standings, ledger and replay share their rows with the driver and the editor"),
            Map.entry(
                    "workspace", "workspaces, users, members, roles, keys and the audit log, which every module uses"));

    /** Names that are always read with the type around them. */
    private static final Set<String> COMMON = Set.of("Kind", "State", "Status");

    private static SourceFiles sources;

    @BeforeAll
    static void read() throws IOException {
        sources = SourceFiles.read();
    }

    @Test
    void aFileHasAtMost300Lines() {
        assertThat(sources.files())
                .filteredOn(file -> file.lines() > FILE)
                .as("split each by idea")
                .isEmpty();
    }

    @Test
    void nineOfTenFilesHaveAtMost150Lines() {
        List<SourceFile> tall = sources.files().stream()
                .filter(file -> file.lines() > MOST_FILES)
                .toList();
        assertThat(tall.size())
                .as("files over %d lines; split the one you are in by idea", MOST_FILES)
                .isLessThanOrEqualTo(sources.files().size() / 10);
    }

    @Test
    void aMethodHasAtMost40Lines() {
        assertThat(sources.methods())
                .filteredOn(method -> method.lines() > METHOD)
                .as("name the steps of each")
                .isEmpty();
    }

    @Test
    void aMethodOrConstructorHasAtMostSevenParameters() {
        assertThat(sources.methods())
                .filteredOn(method -> method.parameters() > PARAMETERS)
                .extracting(SourceMethod::file, SourceMethod::name, SourceMethod::parameters)
                .as("a bean with more collaborators does several jobs; a method with more takes a record")
                .isEmpty();
    }

    @Test
    void aPackageHasAtMostTwentyTypes() {
        Map<String, Long> sizes = sources.types().stream()
                .filter(type -> !type.nested())
                .collect(Collectors.groupingBy(SourceType::module, TreeMap::new, Collectors.counting()));
        sizes.values().removeIf(size -> size <= TYPES);
        assertThat(sizes.keySet())
                .as("packages over %d types that the list gives no reason for: %s", TYPES, sizes)
                .isEqualTo(LARGE.keySet());
    }

    @Test
    void oneSimpleNameIsOneIdea() {
        Map<String, List<String>> places = sources.types().stream()
                .filter(type -> !COMMON.contains(type.name()))
                .collect(Collectors.groupingBy(
                        SourceType::name,
                        TreeMap::new,
                        Collectors.mapping((Function<SourceType, String>) SourceType::file, Collectors.toList())));
        places.values().removeIf(files -> files.size() == 1);
        assertThat(places).as("give the second one the name of what it is").isEmpty();
    }
}
