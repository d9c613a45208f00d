package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.platform.Json;
import dev.sluice.platform.web.QueryParameters;
import java.lang.reflect.Parameter;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Each endpoint of the API refuses what it does not know, by the same words, and is described with its real names. */
class UnknownParametersTest extends SluiceTest {
    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping routes;

    private record Route(RequestMethod method, String pattern, HandlerMethod handler) {
        @Override
        public String toString() {
            return method + " " + pattern;
        }
    }

    @Test
    void everyEndpointThatIsReadRefusesANameThatItDoesNotKnow() {
        Api api = api(workspace());
        List<String> ignoring = api().filter(route -> route.method() == RequestMethod.GET)
                .filter(route -> {
                    String path = route.pattern().replaceAll("\\{[^}]*}", "1");
                    HttpResponse<String> answer = api.get(path + "?surely_unknown=1");
                    return answer.statusCode() != 422
                            || !answer.body().contains("surely_unknown")
                            || !answer.body().contains("There is no such parameter");
                })
                .map(Route::toString)
                .toList();

        assertThat(ignoring).as("endpoints that ignore an unknown parameter").isEmpty();
    }

    @Test
    void aNameIsRefusedBesidesKnownOnesToo() {
        Api api = api(workspace());
        for (String path : List.of(
                "/api/v1/deals?state=won&stat=won",
                "/api/v1/meetings?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z&form=x",
                "/api/v1/enrolments?sequence=five-mails&stat=x",
                "/api/v1/reports/funnel?form=2026-01-01",
                "/api/v1/reports/review?week=2026-03-09",
                "/api/v1/messages?foo=1")) {
            assertThat(api.get(path).statusCode()).as(path).isEqualTo(422);
        }
    }

    @Test
    void anEndpointThatReadsAMapOfParametersListsTheirNames() {
        List<String> silent = api().filter(
                        route -> Stream.of(route.handler().getMethod().getParameters())
                                .anyMatch(UnknownParametersTest::isMapOfParameters))
                .filter(route ->
                        !AnnotatedElementUtils.isAnnotated(route.handler().getMethod(), QueryParameters.class))
                .map(Route::toString)
                .toList();

        assertThat(silent)
                .as("endpoints that say nowhere which parameters they take")
                .isEmpty();
    }

    @Test
    void theDescriptionUsesTheNamesOfTheApi() {
        Map<String, Object> description = Json.object(
                new Api("http://localhost:" + port, "").get("/openapi.json").body());
        Map<?, ?> schemas = (Map<?, ?>) ((Map<?, ?>) description.get("components")).get("schemas");
        Set<String> wrong = new TreeSet<>();
        schemas.forEach((schema, body) -> {
            if (((Map<?, ?>) body).get("properties") instanceof Map<?, ?> properties) {
                properties.keySet().stream()
                        .map(String::valueOf)
                        .filter(name -> !name.matches("[a-z0-9_]+"))
                        .forEach(name -> wrong.add(schema + "." + name));
            }
        });

        assertThat(wrong.stream().filter(name -> !name.startsWith("Tracking")).toList())
                .as("properties that no caller may send or receive under that name")
                .isEmpty();
    }

    private static boolean isMapOfParameters(Parameter parameter) {
        return parameter.isAnnotationPresent(RequestParam.class) && Map.class.isAssignableFrom(parameter.getType());
    }

    private Stream<Route> api() {
        return routes.getHandlerMethods().entrySet().stream()
                .flatMap(entry -> entry.getKey().getPatternValues().stream()
                        .filter(pattern -> pattern.startsWith("/api/v1/"))
                        .flatMap(pattern -> entry.getKey().getMethodsCondition().getMethods().stream()
                                .map(method -> new Route(method, pattern, entry.getValue()))));
    }
}
