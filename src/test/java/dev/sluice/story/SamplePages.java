package dev.sluice.story;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The addresses of the route table, filled with ids of the sample. */
final class SamplePages {
    private static final Pattern VARIABLE = Pattern.compile("/([a-z0-9-]+)/\\{[A-Za-z]+(?::[^}]*)?}");
    private static final Pattern NO_PAGE =
            Pattern.compile("/(api|v1|schema|l|o|c|confirm|choices|invitations|embed|start|sign-in)(/.*|$)"
                    + "|.*\\.[a-z]+|.*/(live|source|body|asset|state)");

    /** An id of the sample by the segment before it: a statement with the workspace as its parameter. */
    private static final Map<String, String> IDS = Map.ofEntries(
            Map.entry(
                    "people",
                    "SELECT id::text FROM person WHERE workspace_id = ? AND name = 'Rosalind Achebe' AND merged_into IS NULL"),
            Map.entry(
                    "companies",
                    "SELECT company_id::text FROM person WHERE workspace_id = ? AND name = 'Rosalind Achebe' AND merged_into IS NULL"),
            Map.entry("deals", "SELECT id::text FROM deal WHERE workspace_id = ? ORDER BY state <> 'open', id LIMIT 1"),
            Map.entry("funnels", "SELECT name FROM funnel WHERE workspace_id = ? ORDER BY id LIMIT 1"),
            Map.entry("forms", "SELECT slug FROM form WHERE workspace_id = ? ORDER BY slug LIMIT 1"),
            Map.entry("users", "SELECT user_id::text FROM membership WHERE workspace_id = ? ORDER BY user_id LIMIT 1"),
            Map.entry("sequences", "SELECT name FROM sequence WHERE workspace_id = ? ORDER BY name LIMIT 1"),
            Map.entry("templates", "SELECT name FROM mail_template WHERE workspace_id = ? ORDER BY name LIMIT 1"),
            Map.entry("messages", "SELECT id::text FROM message WHERE workspace_id = ? ORDER BY id LIMIT 1"),
            Map.entry("mailbox", "SELECT id::text FROM mailbox_mail WHERE workspace_id = ? ORDER BY id LIMIT 1"),
            Map.entry("inbox", "SELECT id::text FROM received_mail WHERE workspace_id = ? ORDER BY id LIMIT 1"),
            Map.entry("imports", "SELECT id::text FROM file_import WHERE workspace_id = ? ORDER BY id LIMIT 1"));

    private SamplePages() {}

    /** What a user's browser may open; fragments of pages are among them. Ids that the sample lacks are left out. */
    static List<String> of(RequestMappingHandlerMapping routes, Function<String, Optional<String>> query) {
        return routes.getHandlerMethods().entrySet().stream()
                .filter(route -> route.getValue().getBeanType().getName().startsWith("dev.sluice."))
                .filter(route ->
                        route.getKey().getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .flatMap(route -> route.getKey().getPatternValues().stream())
                .filter(path -> !NO_PAGE.matcher(path).matches())
                .flatMap(path -> filled(path, query))
                .distinct()
                .sorted()
                .toList();
    }

    private static Stream<String> filled(String path, Function<String, Optional<String>> query) {
        Matcher variable = VARIABLE.matcher(path);
        StringBuilder filled = new StringBuilder();
        while (variable.find()) {
            String statement = IDS.get(variable.group(1));
            Optional<String> id = statement == null ? Optional.empty() : query.apply(statement);
            if (id.isEmpty()) {
                return Stream.empty();
            }
            variable.appendReplacement(filled, Matcher.quoteReplacement("/" + variable.group(1) + "/" + id.get()));
        }
        variable.appendTail(filled);
        return Stream.of(filled.toString());
    }
}
