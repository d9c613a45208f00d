package dev.sluice.person;

/** Says on which ground a workspace sends marketing email, for the builder of a form that asks for consent. */
public interface MarketingGround {
    /** What happens to people who tick the box, who do not, and who see none. */
    String sentence(int workspace);
}
