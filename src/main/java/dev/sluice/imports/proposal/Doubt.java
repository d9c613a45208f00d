package dev.sluice.imports.proposal;

/** What cannot be told of a column from the file alone, so that somebody has to say it. */
public enum Doubt {
    DATE_ORDER(
            false,
            "These dates can be read day first or month first, and no value in the file decides. Choose.",
            "Its dates can be read day first or month first; say which by \"format\": \"d/m/y\" or \"m/d/y\"."),
    DECIMAL_MARK(
            false,
            "The mark in these numbers can group thousands or begin the decimals, and no value in the file decides. Choose.",
            "The mark in its numbers can group thousands or begin the decimals; say which by \"format\": \"number\""
                    + " (1,234.56) or \"number_comma\" (1.234,56)."),
    STAGE(
            true,
            "This can be the stage of a deal or of a lead, and nothing in the file decides. Choose.",
            "It can be the stage of a deal or of a lead; say which by \"to\": \"deal_stage\", \"stage\" or"
                    + " \"trait:stage\".");

    private final boolean target;
    private final String question;
    private final String request;

    Doubt(boolean target, String question, String request) {
        this.target = target;
        this.question = question;
        this.request = request;
    }

    /** Whether what the column tells is in doubt, rather than how it is written. */
    public boolean isTarget() {
        return target;
    }

    /** As a page asks. */
    public String question() {
        return question;
    }

    /** As the API asks. */
    public String request() {
        return request;
    }
}
