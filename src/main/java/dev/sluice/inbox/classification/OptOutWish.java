package dev.sluice.inbox.classification;

/** Whether somebody's words ask for no more mail; what is unclear is for a person to decide. */
enum OptOutWish {
    NONE,
    UNCLEAR,
    CLEAR
}
