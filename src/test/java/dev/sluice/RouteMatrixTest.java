package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.workspace.PublicEndpoint;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.RequiresScope;
import java.lang.annotation.Annotation;
import java.lang.reflect.Parameter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every route of the application, as the application itself lists them. */
class RouteMatrixTest extends SluiceTest {
    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping routes;

    private record Route(RequestMethod method, String pattern, HandlerMethod handler) {
        boolean isApi() {
            return AnnotatedElementUtils.hasAnnotation(handler.getMethod(), RequiresScope.class)
                    || AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), RequiresScope.class);
        }

        boolean isOpen() {
            return AnnotatedElementUtils.hasAnnotation(handler.getMethod(), PublicEndpoint.class)
                    || AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), PublicEndpoint.class);
        }

        boolean hasId() {
            return pattern.contains("{");
        }

        @Override
        public String toString() {
            return method + " " + pattern;
        }
    }

    /** Routes whose address names something of one's own to be made; a foreign thing of that name is not touched. */
    private static final List<String> MAKES_WHAT_IT_NAMES = List.of("PUT /api/v1/funnels/{name}");

    @Test
    void everyHandlerSaysExactlyOnceWhoMayCallIt() {
        List<String> silent = routes().filter(route -> says(route.handler()) != 1)
                .map(Route::toString)
                .toList();
        assertThat(silent)
                .as("handlers without exactly one of @Allowed, @Scoped, @Open")
                .isEmpty();
    }

    @Test
    void everyIdInAnAddressHasAForeignOneToBeTestedWith() {
        List<String> unknown = routes().filter(route -> !route.isOpen())
                .flatMap(route -> ForeignIds.segments(route.pattern()).values().stream())
                .filter(segment -> !ForeignIds.knows(segment))
                .distinct()
                .toList();
        assertThat(unknown).as("segments for which ForeignIds makes no row").isEmpty();
        List<String> unread = routes().filter(route -> !route.isOpen() && route.hasId())
                .filter(route -> ForeignIds.segments(route.pattern()).size()
                        != route.pattern().chars().filter(c -> c == '{').count())
                .map(Route::toString)
                .toList();
        assertThat(unread).as("addresses whose ids stand behind no segment").isEmpty();
    }

    @Test
    void theApiAnswersUnderItsOwnAddressOnlyAndPagesNowhereBelowIt() {
        assertThat(routes().filter(Route::isApi).map(Route::pattern)).allMatch(path -> path.startsWith("/api/v1/"));
        assertThat(routes().filter(route -> route.pattern().startsWith("/api/v1/")))
                .allMatch(Route::isApi);
    }

    @Test
    void nobodyGetsInWithoutSigningInOrWithoutAKey() {
        Browser stranger = browser();
        List<String> in = new ArrayList<>();
        routes().filter(route -> !route.isOpen()).forEach(route -> {
            String path = route.pattern().replaceAll("\\{[^}]*}", "1");
            HttpResponse<String> answer = stranger.send(HttpRequest.newBuilder(URI.create(stranger.base() + path))
                    .method(route.method().name(), BodyPublishers.noBody()));
            if (answer.statusCode() != 401 && answer.statusCode() != 302 && answer.statusCode() != 403) {
                in.add(route + " answered " + answer.statusCode());
            }
        });
        assertThat(in).isEmpty();
    }

    @Test
    void anIdOfAnotherWorkspaceIsNotThereAndNothingChanges() {
        int mine = workspace();
        int theirs = workspace();
        Browser browser = owner(mine);
        Api api = api(mine);
        browser.get("/settings/profile");
        api.get("/api/v1/me");
        List<String> faults = new ArrayList<>();
        routes().filter(route -> !route.isOpen() && route.hasId()).forEach(route -> {
            // what changes by itself once a minute does not change twice
            if (!changed(route, mine, theirs, browser, api, faults).isEmpty()) {
                Set<String> again = changed(route, mine, theirs, browser, api, faults);
                if (!again.isEmpty()) {
                    faults.add(route + " changed " + again);
                }
            }
        });
        assertThat(faults).isEmpty();
    }

    /** The tables of both workspaces that are not as they were before the request. */
    private Set<String> changed(Route route, int mine, int theirs, Browser browser, Api api, List<String> faults) {
        String path = tenancy.in(theirs, () -> ForeignIds.fill(route.pattern(), theirs, jdbc));
        Map<String, String> before = quiet(mine, theirs);
        HttpResponse<String> answer = send(route, path, browser, api);
        if (answer.statusCode() != 404 && !MAKES_WHAT_IT_NAMES.contains(route.toString())) {
            faults.add(route + " answered " + answer.statusCode());
        }
        Map<String, String> after = quiet(mine, theirs);
        after.entrySet().removeAll(before.entrySet());
        return after.keySet();
    }

    private Stream<Route> routes() {
        return routes.getHandlerMethods().entrySet().stream()
                .filter(entry -> entry.getValue().getBeanType().getName().startsWith("dev.sluice."))
                .filter(entry -> !entry.getValue().getBeanType().getName().startsWith("dev.sluice.platform."))
                .flatMap(entry -> entry.getKey().getPatternValues().stream()
                        .flatMap(pattern -> entry.getKey().getMethodsCondition().getMethods().stream()
                                .map(method -> new Route(method, pattern, entry.getValue()))))
                .sorted((a, b) -> a.toString().compareTo(b.toString()));
    }

    private static int says(HandlerMethod handler) {
        List<Class<? extends Annotation>> kinds =
                List.of(RequiresRole.class, RequiresScope.class, PublicEndpoint.class);
        int own = (int) kinds.stream()
                .filter(kind -> AnnotatedElementUtils.hasAnnotation(handler.getMethod(), kind))
                .count();
        return own > 0
                ? own
                : (int) kinds.stream()
                        .filter(kind -> AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), kind))
                        .count();
    }

    private static HttpResponse<String> send(Route route, String path, Browser browser, Api api) {
        String form = form(route.handler());
        if (route.isApi()) {
            HttpRequest.Builder request = api.request(path);
            return api.send(
                    route.method() == RequestMethod.GET
                            ? request.GET()
                            : request.header("Content-Type", "application/json")
                                    .method(route.method().name(), BodyPublishers.ofString("{}")));
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(browser.base() + path));
        return browser.send(
                route.method() == RequestMethod.GET
                        ? HttpRequest.newBuilder(URI.create(browser.base() + path + (form.isEmpty() ? "" : "?" + form)))
                        : request.header("Content-Type", "application/x-www-form-urlencoded")
                                .header("X-CSRF-TOKEN", browser.token())
                                .method(route.method().name(), BodyPublishers.ofString(form)));
    }

    /** What a handler needs besides the id, so that it is the id it stumbles over. */
    private static String form(HandlerMethod handler) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Parameter parameter : handler.getMethod().getParameters()) {
            if (parameter.isAnnotationPresent(RequestParam.class) && parameter.getType() != Map.class) {
                RequestParam named = parameter.getAnnotation(RequestParam.class);
                String name = named.value().isEmpty() ? parameter.getName() : named.value();
                fields.put(name, sample(parameter.getType()));
            }
        }
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .reduce((a, b) -> a + "&" + b)
                .orElse("");
    }

    private static String sample(Class<?> type) {
        if (type.isEnum()) {
            return ((Enum<?>) type.getEnumConstants()[0]).name();
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true";
        }
        return type.isPrimitive() || Number.class.isAssignableFrom(type) ? "1" : "x";
    }

    /** What both workspaces hold, once nothing in the background changes it any more. */
    private Map<String, String> quiet(int mine, int theirs) {
        List<Map<String, String>> seen = new ArrayList<>();
        seen.add(contents(mine, theirs));
        Awaitility.await().until(() -> {
            seen.add(contents(mine, theirs));
            return seen.getLast().equals(seen.get(seen.size() - 2));
        });
        return seen.getLast();
    }

    private Map<String, String> contents(int... ids) {
        Map<String, String> contents = new TreeMap<>();
        for (int id : ids) {
            tenancy.read(id, () -> {
                for (String table : tables()) {
                    // that a key was used is written down once a minute, whatever it was used for
                    String row = table.equals("api_key") ? "(to_jsonb(t) - 'last_used_at')" : "t";
                    contents.put(
                            id + " " + table,
                            jdbc.sql("SELECT count(*) || ':' || COALESCE(sum(hashtext(" + row + "::text)), 0) FROM "
                                            + table
                                            + " t WHERE workspace_id = " + id)
                                    .query(String.class)
                                    .single());
                }
                return contents;
            });
        }
        return contents;
    }

    private List<String> tables() {
        return jdbc.sql("""
                        SELECT c.table_name FROM information_schema.columns c
                        JOIN information_schema.tables t USING (table_schema, table_name)
                        WHERE c.table_schema = 'public' AND c.column_name = 'workspace_id' AND t.table_type = 'BASE TABLE'
                        ORDER BY 1""").query(String.class).list();
    }
}
