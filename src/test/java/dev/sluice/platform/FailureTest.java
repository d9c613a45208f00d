package dev.sluice.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.MethodParameter;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.mock.http.MockHttpInputMessage;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** As what a caller learns of that which was thrown. */
class FailureTest {
    record Step(@Nullable Integer days) {}

    record Plan(@Nullable List<Step> steps, @Nullable Boolean active) {}

    @Test
    void refusedInputIsA422ThatNamesEveryField() {
        Failure failure = Failure.of(new BadInput(List.of(
                new BadInput.FieldError("name", "Enter a name."),
                new BadInput.FieldError("email", "Enter an address."))));
        assertThat(failure.status()).isEqualTo(422);
        assertThat(failure.sentence()).isEqualTo("Enter a name. Enter an address.");
        assertThat(failure.problem("r1").errors())
                .containsExactly(
                        new Failure.Error("name", "Enter a name."), new Failure.Error("email", "Enter an address."));
    }

    @Test
    void aSentenceThatSeveralFieldsShareIsWrittenOnce() {
        Failure failure = Failure.of(new BadInput(List.of(
                new BadInput.FieldError("a", "Enter a number."), new BadInput.FieldError("b", "Enter a number."))));
        assertThat(failure.sentence()).isEqualTo("Enter a number.");
        assertThat(failure.faults()).hasSize(2);
    }

    @Test
    void ourOwnRefusalsKeepTheirSentences() {
        assertThat(Failure.of(new Conflict("It has changed.")).status()).isEqualTo(409);
        assertThat(Failure.of(new Conflict("It has changed.")).sentence()).isEqualTo("It has changed.");
        assertThat(Failure.of(new Forbidden("Ask an admin.")).status()).isEqualTo(403);
        assertThat(Failure.of(new Forbidden("Ask an admin.")).sentence()).isEqualTo("Ask an admin.");
        assertThat(Failure.of(new TooLarge(2048)).status()).isEqualTo(413);
    }

    @Test
    void whatIsMissingIsA404WhetherWeOrTheContainerMissIt() {
        assertThat(Failure.of(new NotFound("person 7")).status()).isEqualTo(404);
        Failure resource = Failure.of(new NoResourceFoundException(HttpMethod.GET, "/x", "x"));
        assertThat(resource.status()).isEqualTo(404);
        assertThat(resource.sentence())
                .isEqualTo(Failure.of(new NotFound("person 7")).sentence());
    }

    @Test
    void uploadsThatAreTooLargeOrBrokenAreTheCallers() {
        assertThat(Failure.of(new MaxUploadSizeExceededException(1)).status()).isEqualTo(413);
        assertThat(Failure.of(new MultipartException("cut")).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "int, a number",
        "java.lang.Long, a number",
        "boolean, true or false",
        "java.time.LocalDate, a localdate"
    })
    void aParameterOfAnotherTypeIsNamedWithTheTypeItNeeds(String type, String expected) throws Exception {
        Class<?> needed = switch (type) {
            case "int" -> int.class;
            case "boolean" -> boolean.class;
            default -> Class.forName(type);
        };
        Failure failure = Failure.of(new MethodArgumentTypeMismatchException(
                "x", needed, "days", parameter(), new IllegalArgumentException()));
        assertThat(failure.status()).isEqualTo(400);
        assertThat(failure.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.field()).isEqualTo("days");
            assertThat(fault.sentence()).contains(expected);
        });
    }

    @Test
    void aParameterThatIsAbsentIsNamed() {
        Failure failure = Failure.of(new MissingServletRequestParameterException("from", "date"));
        assertThat(failure.status()).isEqualTo(400);
        assertThat(failure.faults()).extracting(BadInput.FieldError::field).containsExactly("from");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"steps\":[{\"days\":\"x\"}]} | steps[0].days",
                "{\"steps\":[{\"days\":1},{\"hours\":1}]} | steps[1].hours",
                "{\"steps\":{}} | steps",
                "{\"active\":[]} | active",
                "{\"colour\":1} | colour",
                "[] | body",
            })
    void aFieldOfAnotherFormIsNamedByItsPath(String json, String path) {
        Failure failure = Failure.of(unreadable(json));
        assertThat(failure.status()).isEqualTo(400);
        assertThat(failure.faults()).extracting(BadInput.FieldError::field).containsExactly(path);
    }

    @Test
    void anUnknownFieldNamesTheKnownOnes() {
        assertThat(Failure.of(unreadable("{\"colour\":1}")).sentence()).contains("steps", "active");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"steps\":", "nonsense", "{\"active\":tru}"})
    void brokenJsonIsNamedWithItsPlace(String json) {
        Failure failure = Failure.of(unreadable(json));
        assertThat(failure.status()).isEqualTo(400);
        assertThat(failure.faults()).extracting(BadInput.FieldError::field).containsExactly("body");
        assertThat(failure.sentence()).contains("line 1, column ");
    }

    @Test
    void aBodyThatBreaksOffForAnotherReasonIsNamedAsTheBody() {
        Failure failure = Failure.of(new HttpMessageNotReadableException("cut", new MockHttpInputMessage(new byte[0])));
        assertThat(failure.status()).isEqualTo(400);
        assertThat(failure.faults()).extracting(BadInput.FieldError::field).containsExactly("body");
    }

    @Test
    void aBodyThatGrewBeyondItsLimitWhileItWasReadIsA413() {
        Failure failure = Failure.of(new HttpMessageNotReadableException(
                "cut", new IllegalStateException(new TooLarge(1)), new MockHttpInputMessage(new byte[0])));
        assertThat(failure.status()).isEqualTo(413);
    }

    @Test
    void whatTheFrameworkRefusesKeepsItsStatusAndItsHeaders() {
        Failure failure = Failure.of(new HttpRequestMethodNotSupportedException("PUT", List.of("GET", "POST")));
        assertThat(failure.status()).isEqualTo(405);
        assertThat(failure.headers().get(HttpHeaders.ALLOW)).isNotEmpty();
        Failure status = Failure.of(new ResponseStatusException(HttpStatus.GONE, "a secret of ours"));
        assertThat(status.status()).isEqualTo(410);
        assertThat(status.sentence()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"08001", "08003", "08006", "57P01", "57P02", "57P03", "53300", "53200", "58030"})
    void aDatabaseThatIsAwayIsA503ThatSaysWhenToComeAgain(String state) {
        Failure failure = Failure.of(new RuntimeException(new SQLException("gone", state)));
        assertThat(failure.status()).isEqualTo(503);
        assertThat(failure.headers().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("5");
    }

    static List<Exception> outages() {
        SQLException chained = new BatchUpdateException();
        chained.setNextException(new SQLException("gone", "57P01"));
        Exception onTheWay = new IllegalStateException("the transaction could not be rolled back");
        onTheWay.addSuppressed(new SQLException("closed", "08003"));
        var rollback = new TransactionSystemException("rollback failed", new SQLException("x"));
        rollback.initApplicationException(
                new DataAccessResourceFailureException("x", new SQLException("gone", "57P01")));
        return List.of(
                new SQLTransientConnectionException("none free"),
                new SQLNonTransientConnectionException("closed"),
                new SQLRecoverableException("closed"),
                new SocketTimeoutException(),
                new DataAccessResourceFailureException("x", new SQLException("away", "08006", new EOFException())),
                chained,
                onTheWay,
                new SQLException("Connection is closed"),
                rollback);
    }

    @ParameterizedTest
    @MethodSource("outages")
    void everyShapeOfADatabaseThatIsAwayIsRecognised(Exception outage) {
        Failure failure = Failure.of(new RuntimeException(outage));
        assertThat(failure.status()).isEqualTo(503);
        assertThat(failure.sentence()).contains("database does not answer");
    }

    @Test
    void aFullDiskIsA503ThatSaysSo() {
        for (Exception full : List.of(
                new SQLException("could not extend file", "53100"),
                new UncheckedIOException(new IOException("No space left on device")),
                new MultipartException("cut", new IOException("Disk quota exceeded")))) {
            Failure failure = Failure.of(new RuntimeException(full));
            assertThat(failure.status()).isEqualTo(503);
            assertThat(failure.sentence()).contains("disk of this installation is full");
            assertThat(failure.headers().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("60");
        }
        assertThat(Failure.of(new UncheckedIOException(new IOException("broken pipe")))
                        .status())
                .isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "55P03"})
    void writersThatWaitForEachOtherMayTryAgain(String state) {
        Failure failure = Failure.of(new RuntimeException(new SQLException("deadlock", state)));
        assertThat(failure.status()).isEqualTo(503);
        assertThat(failure.headers().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("1");
    }

    @Test
    void aBodyThatComesTooSlowlyIsTheCallers() {
        assertThat(Failure.of(new MultipartException("cut", new SocketTimeoutException()))
                        .status())
                .isEqualTo(408);
        assertThat(Failure.of(new HttpMessageNotReadableException(
                                "x", new SocketTimeoutException(), new MockHttpInputMessage(new byte[0])))
                        .status())
                .isEqualTo(408);
        assertThat(Failure.of(new SocketTimeoutException()).status()).isEqualTo(408);
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42601", "22003", "57014", ""})
    void aStatementThatFailsIsAFaultOfOurs(String state) {
        assertThat(Failure.of(new RuntimeException(new SQLException("bad", state)))
                        .status())
                .isEqualTo(500);
    }

    @Test
    void aFaultOfOursGivesNothingAway() {
        Failure failure = Failure.of(new IllegalStateException("the password is x"));
        assertThat(failure.status()).isEqualTo(500);
        assertThat(failure.sentence()).doesNotContain("password");
        assertThat(failure.problem("r1").detail()).isEqualTo(failure.sentence());
        assertThat(failure.faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "400, Bad Request",
        "404, Not Found",
        "429, Too Many Requests",
        "500, Internal Server Error",
        "599, Error"
    })
    void theTitleIsThatOfTheStatus(int status, String title) {
        assertThat(Failure.of(status, "x").title()).isEqualTo(title);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 409, 413, 415, 418, 429, 500, 503, 507})
    void everyStatusHasASentenceThatEndsAsOne(int status) {
        assertThat(Failure.standard(status)).endsWith(".").hasSizeGreaterThan(10);
    }

    @Test
    void aProblemWithoutARequestOrFieldsLeavesThemOut() {
        String json = Json.write(Failure.of(404, "Gone.").problem(""));
        assertThat(Json.object(json).keySet()).containsExactlyInAnyOrder("type", "title", "status", "detail");
    }

    private static HttpMessageNotReadableException unreadable(String json) {
        JsonMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        try {
            mapper.readValue(json, Plan.class);
        } catch (JacksonException wrong) {
            return new HttpMessageNotReadableException("wrong", wrong, new MockHttpInputMessage(new byte[0]));
        }
        throw new AssertionError(json + " was read");
    }

    private static MethodParameter parameter() throws NoSuchMethodException {
        return new MethodParameter(FailureTest.class.getDeclaredMethod("taking", String.class), 0);
    }

    @SuppressWarnings("unused")
    private static void taking(String days) {}
}
