package dev.sluice.funnel;

import dev.sluice.funnel.Vocabulary.Kind;
import dev.sluice.funnel.Vocabulary.Trait;
import dev.sluice.funnel.Vocabulary.TraitType;
import java.util.List;

/** The signal kinds and traits that Sluice itself makes. */
final class StandardVocabulary {

    static final Vocabulary INSTANCE = Vocabulary.of(
            List.of(
                    new Kind("page_viewed", "path", "A page was seen."),
                    new Kind("page_left", "path", "A page was left, with the time spent on it."),
                    new Kind("form_viewed", "form", "A form was seen."),
                    new Kind("form_started", "form", "The first field of a form was touched."),
                    new Kind("form_submitted", "form", "A form was sent."),
                    new Kind("asset_downloaded", "asset", "A lead magnet was downloaded."),
                    new Kind("demo_requested", "form", "A demo was asked for."),
                    new Kind("information_requested", "form", "Information was asked for."),
                    new Kind("call_logged", "outcome", "A call was logged by hand."),
                    new Kind("note_added", "", "A note was written."),
                    new Kind("identified", "", "A visitor said who they are."),
                    new Kind("company_joined", "company", "A person was linked to a company."),
                    new Kind("email_sent", "template", "A mail was sent to the person."),
                    new Kind("email_opened", "template", "A mail was opened: weak evidence."),
                    new Kind("email_clicked", "link", "A link in a mail was followed."),
                    new Kind("email_replied", "template", "The person answered a mail."),
                    new Kind("email_received", "subject", "The person wrote, not in answer to a mail of ours."),
                    new Kind("email_auto_replied", "template", "A machine answered a mail for the person."),
                    new Kind("email_bounced", "template", "A mail could not be delivered."),
                    new Kind("email_complained", "template", "The person reported a mail as unwanted."),
                    new Kind("unsubscribed", "", "The person wants no more mail."),
                    new Kind("meeting_booked", "type of meeting", "A meeting was booked."),
                    new Kind("meeting_moved", "type of meeting", "A meeting was given another time."),
                    new Kind("meeting_cancelled", "type of meeting", "A meeting was called off."),
                    new Kind("meeting_held", "type of meeting", "A meeting took place."),
                    new Kind("meeting_missed", "type of meeting", "The person did not come to a meeting."),
                    new Kind("accepted_by_sales", "", "A salesperson accepted the lead."),
                    new Kind("rejected_by_sales", "reason", "A salesperson rejected the lead."),
                    new Kind("qualified", "question", "A qualifying question was answered."),
                    new Kind("checklist_done", "item", "An item of a stage's checklist was done."),
                    new Kind("checklist_undone", "item", "An item of a checklist was not done after all."),
                    new Kind("stage_recorded", "stage", "An import or a person says that a stage was reached."),
                    new Kind("stage_set", "stage", "A person moved the lead by hand, either way."),
                    new Kind("deal_opened", "pipeline", "A deal was opened."),
                    new Kind("deal_changed", "", "Something about a deal changed: amount, dates, next step, people."),
                    new Kind("deal_moved", "stage of the pipeline", "A deal moved to a stage of its pipeline."),
                    new Kind("deal_note", "", "A note was written on a deal."),
                    new Kind("deal_kept", "reason", "A stalled deal is kept, with a next step."),
                    new Kind("deal_won", "", "A deal was won."),
                    new Kind("deal_lost", "reason", "A deal was lost."),
                    new Kind("deal_reopened", "", "A closed deal was opened again."),
                    new Kind("quote_accepted", "quote", "A quote was accepted."),
                    new Kind("payment_received", "", "A payment came in."),
                    new Kind("imported", "import", "The person came with an import."),
                    new Kind("consent_given", "purpose", "The person gave consent."),
                    new Kind("consent_withdrawn", "purpose", "The person withdrew consent."),
                    new Kind("person_merged", "", "Another record of the same person was merged.")),
            List.of(
                    text("email", "Mail address."),
                    yesNo("email_is_free", "Whether the address is of a free mail service."),
                    text("name", "Full name."),
                    text("first_name", "First name."),
                    text("last_name", "Last name."),
                    text("phone", "Telephone number."),
                    text("role", "Role in the company."),
                    text("title", "Job title."),
                    text("seniority", "Level in the company."),
                    text("department", "Department."),
                    text("company", "Name of the company."),
                    yesNo("company_has_owner", "Whether a salesperson owns the company."),
                    number("company_size", "Number of employees."),
                    number("company_revenue", "Yearly revenue."),
                    text("industry", "Industry."),
                    text("website", "Web site."),
                    text("country", "Country, two letters."),
                    text("region", "State or region."),
                    text("city", "City."),
                    text("language", "Language."),
                    text("timezone", "Time zone."),
                    number("budget", "Budget."),
                    text("budget_range", "Budget, as a range to choose."),
                    yesNo("has_budget", "Whether there is a budget."),
                    yesNo("decision_maker", "Whether the person decides."),
                    text("need", "What is needed."),
                    text("timeline", "When it is needed."),
                    text("requirements", "What it must do."),
                    text("current_situation", "What they have today."),
                    text("others_involved", "Who else is involved."),
                    text("message", "What was written into a form."),
                    text("source", "Where the person first came from."),
                    text("campaign", "The campaign of the first visit."),
                    text("utm_source", "UTM source."),
                    text("utm_medium", "UTM medium."),
                    text("utm_campaign", "UTM campaign."),
                    text("utm_term", "UTM term."),
                    text("utm_content", "UTM content."),
                    text("referrer", "The page that led here first."),
                    new Trait("interests", TraitType.LIST, "What the person is interested in."),
                    new Trait("tags", TraitType.LIST, "Tags.")));

    private StandardVocabulary() {}

    private static Trait text(String name, String text) {
        return new Trait(name, TraitType.TEXT, text);
    }

    private static Trait number(String name, String text) {
        return new Trait(name, TraitType.NUMBER, text);
    }

    private static Trait yesNo(String name, String text) {
        return new Trait(name, TraitType.YES_NO, text);
    }
}
