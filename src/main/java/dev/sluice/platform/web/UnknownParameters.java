package dev.sluice.platform.web;

import dev.sluice.platform.BadInput;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Refuses a call of the API whose query has a name that the endpoint does not know: a misspelt filter would otherwise
 * answer with everything. Pages ignore such names, because mail programs and advertisements add theirs.
 */
@Component
class UnknownParameters implements WebMvcConfigurer, HandlerInterceptor, OperationCustomizer {
    private static final String API = "/api/v1/";
    private static final DefaultParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

    private final ConcurrentMap<Method, Set<String>> known = new ConcurrentHashMap<>();

    /** After the caller's right to be there was checked. */
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns(API + "**").order(Integer.MAX_VALUE);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getQueryString() == null || !(handler instanceof HandlerMethod method)) {
            return true;
        }
        Set<String> names = known.computeIfAbsent(method.getMethod(), _ -> names(method));
        for (String name : UriComponentsBuilder.newInstance()
                .query(request.getQueryString())
                .build()
                .getQueryParams()
                .keySet()) {
            if (!names.contains(name)) {
                throw new BadInput(
                        name,
                        names.isEmpty()
                                ? "There is no such parameter; this takes none."
                                : "There is no such parameter; known are " + String.join(", ", names) + ".");
            }
        }
        return true;
    }

    /** Describes what an endpoint reads from a map of parameters. */
    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        for (String name : listed(method)) {
            operation.addParametersItem(
                    new QueryParameter().name(name).required(false).schema(new StringSchema()));
        }
        return operation;
    }

    private static Set<String> names(HandlerMethod method) {
        Set<String> names = new TreeSet<>(listed(method));
        for (MethodParameter parameter : method.getMethodParameters()) {
            RequestParam declared = parameter.getParameterAnnotation(RequestParam.class);
            if (declared != null && !Map.class.isAssignableFrom(parameter.getParameterType())) {
                names.add(name(parameter, declared));
            }
        }
        return names;
    }

    private static String name(MethodParameter parameter, RequestParam declared) {
        if (!declared.name().isEmpty()) {
            return declared.name();
        }
        parameter.initParameterNameDiscovery(NAMES);
        @Nullable String name = parameter.getParameterName();
        return name == null ? "" : name;
    }

    private static Set<String> listed(HandlerMethod method) {
        QueryParameters listed = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), QueryParameters.class);
        return listed == null ? Set.of() : new TreeSet<>(Arrays.asList(listed.value()));
    }
}
