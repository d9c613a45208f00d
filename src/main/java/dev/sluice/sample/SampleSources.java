package dev.sluice.sample;

/** The rows of {@code source} that the signals of the story come from. */
record SampleSources(int website, int contact, int checklist, int budget, int imports, int hand) {

    int ofForm(String slug) {
        return switch (slug) {
            case "audit-checklist" -> checklist;
            case "it-budget" -> budget;
            default -> contact;
        };
    }
}
