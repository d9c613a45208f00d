package dev.sluice.imports.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.imports.mapping.RowReader;
import dev.sluice.platform.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The header rows of exports of known systems: each column that Sluice has a place for is proposed for that place. */
class KnownExportsTest {
    private static final Path HEADERS = Path.of("../shared/data/crm_exports/headers.json");

    /** What the columns of each export must tell, by system and object. */
    private static final Map<String, String> EXPECTED = Map.ofEntries(
            Map.entry(
                    "HubSpot contact",
                    "Record ID=external:hubspot, First Name=first_name, Last Name=last_name, Email=email, Phone Number=phone,"
                            + " Job Title=role, Lifecycle Stage=stage, Create Date=created, Company Name=company,"
                            + " Website URL=website"),
            Map.entry(
                    "HubSpot deal",
                    "Record ID=external:hubspot_deal, Deal Name=deal_name, Deal Stage=deal_stage, Amount=amount,"
                            + " Close Date=deal_closed, Create Date=deal_opened, Deal owner=deal_owner,"
                            + " Closed Lost Reason=lost_reason, Original Traffic Source=origin, Associated Contact=email,"
                            + " Associated Company=company"),
            Map.entry(
                    "HubSpot contact (imitation)",
                    "Record ID=external:hubspot, First Name=first_name, Last Name=last_name, Email=email, Phone Number=phone,"
                            + " Lifecycle Stage=stage, Original Source=origin"),
            Map.entry(
                    "Salesforce Lead",
                    "Id=external:salesforce, LastName=last_name, FirstName=first_name, Name=name, Title=role, Company=company,"
                            + " Country=country, Phone=phone, Email=email, Website=website, LeadSource=origin,"
                            + " Industry=industry, AnnualRevenue=annual_revenue, NumberOfEmployees=company_size,"
                            + " ConvertedDate=reached:opportunity, CreatedDate=created, Description=note,"
                            + " SystemModstamp=ignore"),
            Map.entry(
                    "Pipedrive people+organization+deal+activity+note in one sheet",
                    "Person - Name*=name, Person - First name=first_name, Person - Last name=last_name, Person - Phone=phone,"
                            + " Person - Email (Work)=email, Organization - Name*=company, Deal - Title=deal_name,"
                            + " Deal - Value=amount, Note - Content*=note"),
            Map.entry(
                    "Pipedrive deal",
                    "Deal - Title=deal_name, Deal - Value=amount, Organization=company, Contact person=name,"
                            + " Deal - Owner=deal_owner, Deal - Stage (pipeline)=deal_stage,"
                            + " Deal - Expected close date=expected_close, Deal - Currency of value=currency,"
                            + " Deal - Creation date=deal_opened, Deal - Closed on=deal_closed,"
                            + " Deal - Lost reason=lost_reason, Deal - Lost time=lost, Deal - Status=outcome,"
                            + " Deal - Won time=won, Deal - Pipedrive System ID=external:pipedrive_deal"),
            Map.entry(
                    "Pipedrive deal list view as one company exported it",
                    "Deal - Stage=deal_stage, Deal - Title=deal_name, Deal - Owner=deal_owner, Deal - Value=amount,"
                            + " Organization - Name=company, Deal - Expected close date=expected_close,"
                            + " Deal - Deal source=origin, Deal - Contact person=name, Deal - Status=outcome,"
                            + " Deal - Won time=won, Deal - Last stage change=deal_stage_at, Deal - Currency=currency"),
            Map.entry(
                    "Zoho CRM lead (imitation)",
                    "Lead Name=name, Email=email, Phone=phone, Lead Source=origin, Industry=industry,"
                            + " Lead Status=trait:lead_status, Lead Owner=trait:lead_owner"),
            Map.entry(
                    "Meta (Facebook) Lead Ads lead",
                    "id=external:meta, created_time=created, campaign_name=campaign, platform=origin, full_name=name,"
                            + " email=email, phone_number=phone, city=trait:city, state=trait:state, country=country"),
            Map.entry(
                    "Google Ads lead form / offline conversion",
                    "Google Click ID=trait:google_click_id, Conversion Time=created, User Email=email, User Phone=phone,"
                            + " Campaign=campaign"));

    @TempDir
    private Path folder;

    @Test
    void eachColumnIsProposedForItsPlace() throws IOException {
        assumeTrue(Files.exists(HEADERS), "left out: the header rows do not stand beside this project");
        List<String> checked = new ArrayList<>();
        for (Object entry : (List<?>) Json.object(Files.readString(HEADERS)).get("headers")) {
            Map<?, ?> export = (Map<?, ?>) entry;
            String name = export.get("system") + " " + export.get("object");
            if (EXPECTED.containsKey(name)) {
                Map<String, String> tells =
                        Look.at(folder, "export.csv", header(export) + "\n").tells();
                assertThat(tells).as(name).containsAllEntriesOf(pairs(EXPECTED.get(name)));
                checked.add(name);
            }
        }
        assertThat(checked).containsExactlyInAnyOrderElementsOf(EXPECTED.keySet());
    }

    /** The other entries of the list name no header row of their own: a vendor's labels, and raw tables. */
    @Test
    void theLabelsOfSalesforceMeanTheSameAsItsFieldNames() throws IOException {
        assertThat(Look.at(
                                folder,
                                "labels.csv",
                                "Lead ID,Full Name,First Name,Last Name,Deleted,Master Record ID,Lead Source\n")
                        .tells())
                .containsAllEntriesOf(pairs("Lead ID=external:salesforce, Full Name=name, First Name=first_name,"
                        + " Last Name=last_name, Deleted=ignore, Lead Source=origin"));
        assertThat(Look.at(
                                folder,
                                "opportunities.csv",
                                "Opportunity ID,Opportunity Name,Account Name,Stage,Amount,Close Date,Private\n")
                        .tells())
                .containsAllEntriesOf(pairs("Opportunity ID=deal, Opportunity Name=deal_name, Account Name=company,"
                        + " Stage=deal_stage, Amount=amount, Close Date=deal_closed"));
    }

    @Test
    void theRawTablesOfTwoSystemsAreKnownForWhatTheyHold() throws IOException {
        assertRaw(
                "hubspot_fivetran/contact_data.csv",
                "property_email=email, id=external:hubspot, property_company=company,"
                        + " property_firstname=first_name, property_lastname=last_name, property_createdate=created");
        assertRaw(
                "hubspot_fivetran/deal_data.csv",
                "deal_id=deal, property_dealname=deal_name, property_createdate=deal_opened");
        assertRaw("hubspot_fivetran/company_data.csv", "property_name=company");
        assertRaw(
                "salesforce_fivetran/sf_opportunity_data.csv",
                "id=external:salesforce_deal, name=deal_name,"
                        + " stage_name=deal_stage, amount=amount, close_date=deal_closed, created_date=deal_opened, is_won=outcome");
        assertRaw(
                "salesforce_fivetran/sf_contact_data.csv", "id=external:salesforce, email=email, created_date=created");
        assertRaw(
                "salesforce_fivetran/sf_lead_data.csv",
                "id=external:salesforce, email=email, created_date=created," + " company=company, lead_source=origin");
        assertRaw("salesforce_fivetran/sf_account_data.csv", "id=external:salesforce_company, name=company");
    }

    @Test
    void everyFileOfTheExportsIsProposedAndWhatIsNoListOfPeopleIsSaid() throws IOException {
        assumeTrue(Files.exists(HEADERS), "left out: the exports do not stand beside this project");
        try (Stream<Path> files = Files.walk(HEADERS.getParent())) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".csv")).toList()) {
                Look look = Look.at(folder, "raw.csv", Files.readAllBytes(file));
                look.proposal().mapping().checked();
                boolean who = look.tells().values().stream()
                        .anyMatch(code -> code.matches("email|name|first_name|last_name|phone|external:.*")
                                && !code.matches(".*_(deal|company)"));
                if (!who) {
                    assertThat(look.proposal().remarks()).as(file.toString()).isNotEmpty();
                }
                assertThat(look.outcomes())
                        .as(file.toString())
                        .noneMatch(outcome -> outcome instanceof RowReader.RowOutcome.RowRejected);
            }
        }
    }

    @Test
    void theLogOfAWebServerIsNoListOfPeople() throws IOException {
        Path log = HEADERS.resolveSibling("../web/web_events.csv");
        assumeTrue(Files.exists(log), "left out: the log does not stand beside this project");
        Look look = Look.at(folder, "web.csv", Files.readAllBytes(log));

        assertThat(look.tells()).containsEntry("timestamp", "created").containsEntry("visitor_id", "trait:visitor_id");
        assertThat(look.proposal().remarks())
                .singleElement()
                .asString()
                .contains("does not look like a list of people");
    }

    private void assertRaw(String file, String expected) throws IOException {
        Path data = HEADERS.resolveSibling(file);
        assumeTrue(Files.exists(data), "left out: the exports do not stand beside this project");
        assertThat(Look.at(folder, "raw.csv", Files.readAllBytes(data)).tells())
                .as(file)
                .containsAllEntriesOf(pairs(expected));
    }

    private static String header(Map<?, ?> export) {
        return export.get("header") instanceof String header
                ? header
                : String.join(
                        ",",
                        ((List<?>) export.get("columns"))
                                .stream().map(String::valueOf).toList());
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : text.split(", ")) {
            int at = pair.lastIndexOf('=');
            pairs.put(pair.substring(0, at), pair.substring(at + 1));
        }
        return pairs;
    }
}
