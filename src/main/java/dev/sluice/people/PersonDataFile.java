package dev.sluice.people;

import dev.sluice.person.Person;
import dev.sluice.person.Persons;
import dev.sluice.person.Persons.PersonIdentity;
import dev.sluice.platform.Json;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.CsvOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;

/** All that is kept of one person as one JSON file, for a person who asks for it (GDPR, articles 15 and 20). */
@Component
class PersonDataFile {
    private final PersonDataRows rows;
    private final PersonResponses responses;
    private final Persons persons;
    private final Tenancy tenancy;
    private final InstantSource clock;

    PersonDataFile(
            PersonDataRows rows, PersonResponses responses, Persons persons, Tenancy tenancy, InstantSource clock) {
        this.rows = rows;
        this.responses = responses;
        this.persons = persons;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    void send(int workspace, Person person, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType("application/json;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"person-" + person.id() + ".json\"");
        response.setHeader("Cache-Control", "no-store");
        AtomicLong count = new AtomicLong();
        write(workspace, person, response.getOutputStream(), count);
        request.setAttribute(CsvOutput.ROWS, count.get());
    }

    private void write(int workspace, Person person, OutputStream out, AtomicLong count) throws IOException {
        List<String> addresses = persons.identities(workspace, person.id()).stream()
                .filter(identity -> identity.value().contains("@"))
                .map(PersonIdentity::value)
                .toList();
        text(
                out,
                "{\n\"exported_at\": " + Json.write(clock.instant().toString()) + ",\n\"person\": "
                        + Json.write(responses.full(workspace, person)) + ",\n\"records\": {");
        AtomicReference<String> table = new AtomicReference<>("");
        tenancy.read(workspace, () -> {
            rows.each(workspace, persons.group(workspace, person.id()), addresses, (source, data) -> {
                String before = table.getAndSet(source);
                String start = before.equals(source)
                        ? ",\n"
                        : (before.isEmpty() ? "\n" : "\n],\n") + Json.write(source) + ": [\n";
                text(out, start + data);
                count.incrementAndGet();
            });
            return true;
        });
        text(out, (table.get().isEmpty() ? "" : "\n]") + "}\n}\n");
    }

    private static void text(OutputStream out, String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
