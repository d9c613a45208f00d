package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;

/**
 * Every statement parses against the real schema: each text that the compiled code hands to {@code JdbcClient.sql} as a
 * constant, and each .sql resource. Texts that are put together at run time (with a filter, a list of columns, a table's
 * name) cannot be seen here; there must not be more of them than there are.
 */
class StatementsTest extends SluiceTest {
    private static final Path CLASSES = Path.of("target/classes");

    /** How many calls of {@code JdbcClient.sql} may have a text that is put together at run time; only ever lowered. */
    private static final int MAX_PUT_TOGETHER = 47;

    /** How many statements parse only with types that the driver names; only ever lowered. */
    private static final int MAX_UNTYPED = 3;

    /** The database cannot know a parameter's type where the driver will name it. */
    private static final Set<String> TYPE_UNKNOWN = Set.of("42P18", "42725", "42804");

    @Autowired
    DataSource database;

    /** The texts of the code by the class that has them, and how many texts are put together at run time. */
    private record Texts(TreeMap<String, List<String>> constants, TreeMap<String, Integer> others) {}

    @Test
    void everyStatementParses() throws Exception {
        Texts texts = texts();
        Set<String> faults = new TreeSet<>();
        int untyped = 0;
        try (Connection connection = database.getConnection()) {
            for (var entry : texts.constants().entrySet()) {
                for (String sql : entry.getValue()) {
                    SQLException fault = fault(connection, sql);
                    if (fault != null && TYPE_UNKNOWN.contains(fault.getSQLState())) {
                        untyped++;
                    } else if (fault != null) {
                        faults.add(entry.getKey() + ": " + fault.getMessage() + "\n" + sql);
                    }
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(texts.constants().values().stream().mapToInt(List::size).sum())
                .as("statements found")
                .isGreaterThan(300);
        assertThat(untyped)
                .as("statements of which only the driver knows the types")
                .isLessThanOrEqualTo(MAX_UNTYPED);
    }

    @Test
    void fewStatementsArePutTogetherAtRunTime() throws IOException {
        TreeMap<String, Integer> others = texts().others();

        assertThat(others.values().stream().mapToInt(Integer::intValue).sum())
                .as("texts put together at run time: " + others)
                .isLessThanOrEqualTo(MAX_PUT_TOGETHER);
    }

    @Test
    void aStatementThatNamesNoColumnOfTheTableDoesNotParse() throws SQLException {
        try (Connection connection = database.getConnection()) {
            assertThat((Throwable) fault(connection, "SELECT id FROM person WHERE workspace_id = ?"))
                    .isNull();
            assertThat((Throwable) fault(connection, "SELECT colour FROM person WHERE workspace_id = :w"))
                    .isNotNull();
        }
    }

    private static Texts texts() throws IOException {
        Texts texts = new Texts(new TreeMap<>(), new TreeMap<>());
        try (Stream<Path> files = Files.walk(CLASSES)) {
            for (Path path : files.sorted().toList()) {
                String name = CLASSES.relativize(path).toString();
                if (name.startsWith("dev/sluice") && name.endsWith(".class")) {
                    ClassFile.of().parse(path).methods().forEach(method -> collect(name, method, texts));
                } else if (name.endsWith(".sql") && !name.startsWith("db/migration")) {
                    texts.constants().put(name, List.of(Files.readString(path)));
                }
            }
        }
        return texts;
    }

    private static void collect(String name, MethodModel method, Texts texts) {
        method.code().ifPresent(code -> {
            Instruction before = null;
            for (CodeElement element : code) {
                if (element instanceof InvokeInstruction call
                        && call.name().equalsString("sql")
                        && call.owner().name().stringValue().endsWith("/JdbcClient")) {
                    if (before instanceof ConstantInstruction constant
                            && constant.constantValue() instanceof String sql) {
                        texts.constants()
                                .computeIfAbsent(name, key -> new ArrayList<>())
                                .add(sql);
                    } else {
                        texts.others().merge(name, 1, Integer::sum);
                    }
                }
                before = element instanceof Instruction instruction ? instruction : before;
            }
        });
    }

    /** What the database has against a statement, by its description; it is not run. */
    private static @Nullable SQLException fault(Connection connection, String sql) throws SQLException {
        String positional = NamedParameterUtils.substituteNamedParameters(
                NamedParameterUtils.parseSqlStatement(sql), new MapSqlParameterSource());
        try (PreparedStatement statement = connection.prepareStatement(positional)) {
            statement.getParameterMetaData();
            return null;
        } catch (SQLException fault) {
            return fault;
        }
    }
}
