package dev.sluice.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Api;
import dev.sluice.SluiceTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be tried is refused before anything is replayed. */
class WhatIfRefusalsTest extends SluiceTest {
    private static final String WHAT_IF = "/api/v1/reports/what-if";

    private int workspace;
    private Api api;

    @BeforeEach
    void aWorkspace() {
        workspace = workspace();
        api = api(workspace, "reports:read");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                             | definition | Send a definition, or a funnel with the stage and its threshold.
            {"definition": " "}                                            | definition | Send a definition, or a funnel with the stage and its threshold.
            {"funnel": "managed-it", "stage": "mql"}                       | definition | Send a definition, or a funnel with the stage and its threshold.
            {"funnel": "managed-it", "stage": "sql", "threshold": 5}       | threshold  | This stage asks for no other engagement than that
            {"funnel": "managed-it", "stage": "mql", "threshold": 12}      | threshold  | This stage asks for no other engagement than that
            {"funnel": "managed-it", "stage": "nowhere", "threshold": 25}  | threshold  | This stage asks for no other engagement than that
            {"funnel": "other", "stage": "mql", "threshold": 5}            | funnel     | there is nothing to compare
            {"definition": "funnel: x"}                                    | line 1     | a definition has no stages
            """)
    void theRefusalNamesItsField(String json, String field, String sentence) {
        HttpResponse<String> answer = api.post(WHAT_IF, json);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains(field, sentence);
    }

    @Test
    void aTrialIsOfItsWorkspaceAndNeedsTheScope() {
        HttpResponse<String> begun =
                api.post(WHAT_IF, "{\"funnel\": \"managed-it\", \"stage\": \"mql\", \"threshold\": 30, \"days\": 0}");
        String address = begun.headers().firstValue("Location").orElseThrow();

        assertThat(begun.statusCode()).isEqualTo(202);
        assertThat(api.get(address).statusCode()).isEqualTo(200);
        assertThat(api(workspace()).get(address).statusCode()).isEqualTo(404);
        assertThat(api.get(WHAT_IF + "/999999999").statusCode()).isEqualTo(404);
        assertThat(api(workspace, "people:read").post(WHAT_IF, "{}").statusCode())
                .isEqualTo(403);
    }
}
