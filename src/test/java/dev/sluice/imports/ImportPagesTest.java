package dev.sluice.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Browser;
import dev.sluice.SluiceTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The page asks what the file leaves open, and does not begin before it is said. */
class ImportPagesTest extends SluiceTest {
    @Autowired
    private ImportMappings mappings;

    @Autowired
    private ImportService imports;

    private String uploaded(int workspace, byte[] file) throws IOException {
        return "/imports/"
                + mappings.handIn(
                        workspace, "a.csv", new ByteArrayInputStream(file), ImportMappings.MappingInput.NOTHING, 1);
    }

    private Import.ImportState state(int workspace, String path) {
        return imports.get(workspace, Long.parseLong(path.substring("/imports/".length())))
                .state();
    }

    @Test
    void anEncodingIsChosenByHowTheNamesLook() throws IOException {
        int workspace = workspace();
        Browser owner = owner(workspace);
        String path = uploaded(
                workspace,
                "Email;Name\nz@example.com;Zbyněk Šťastný\nc@example.com;Jiří Černý\n"
                        .getBytes(Charset.forName("windows-1250")));

        assertThat(owner.get(path).body())
                .contains("Which of these is written as it should be?")
                .contains("Zbyněk Šťastný")
                .contains("windows-1252");
        HttpResponse<String> tooEarly = owner.post(
                path + "/start", Map.of("to0", "email", "to1", "name", "format0", "text", "format1", "text"));
        assertThat(tooEarly.statusCode()).isEqualTo(422);
        assertThat(tooEarly.body()).contains("cannot be told for certain");
        assertThat(state(workspace, path)).isEqualTo(Import.ImportState.UPLOADED);

        owner.post(path + "/reading", Map.of("encoding", "windows-1250", "separator", ";"));

        assertThat(owner.get(path).body()).doesNotContain("Which of these is written as it should be?");
        assertThat(owner.post(
                                path + "/start",
                                Map.of("to0", "email", "to1", "name", "format0", "text", "format1", "text"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(state(workspace, path)).isNotEqualTo(Import.ImportState.UPLOADED);
    }

    @Test
    void aStageIsNotGuessedAndWhatWasTypedStays() throws IOException {
        int workspace = workspace();
        Browser owner = owner(workspace);
        String path = uploaded(workspace, "Email,Stage\na@example.com,Warm\n".getBytes(StandardCharsets.UTF_8));

        assertThat(owner.get(path).body())
                .contains("This can be the stage of a deal or of a lead")
                .contains("Choose what it tells");
        HttpResponse<String> open = owner.post(path + "/start", Map.of("to0", "email", "to1", "", "zone", "UTC"));
        assertThat(open.statusCode()).isEqualTo(422);
        assertThat(open.body()).contains("Choose what it tells");
        assertThat(owner.post(path + "/rehearsal", Map.of("to0", "email", "to1", ""))
                        .body())
                .contains("This can be the stage of a deal or of a lead");
        assertThat(owner.post(path + "/start", Map.of("to0", "email", "to1", "trait", "name1", "temperature"))
                        .statusCode())
                .isEqualTo(303);
    }
}
