package dev.sluice.workspace.access;

import dev.sluice.platform.Forbidden;
import dev.sluice.platform.web.PageNote;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.PublicEndpoint;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.RequiresScope;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.Scope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Refuses before a handler runs: each says by {@link RequiresRole}, {@link RequiresScope} or {@link PublicEndpoint} who may call
 * it, and one without any is refused to everyone. Also resolves the arguments {@link Member} or {@link ApiCaller}.
 */
@Component
class AccessInterceptor implements WebMvcConfigurer, HandlerInterceptor, HandlerMethodArgumentResolver {
    private final Sessions sessions;
    private final AccessDeniedResponses refusals;

    AccessInterceptor(Sessions sessions, AccessDeniedResponses refusals) {
        this.sessions = sessions;
        this.refusals = refusals;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (!(handler instanceof HandlerMethod method) || !ours(method)) {
            return true;
        }
        RequiresRole allowed = find(method, RequiresRole.class);
        RequiresScope scoped = find(method, RequiresScope.class);
        if (allowed != null) {
            return mayUser(request, response, allowed.value());
        }
        if (scoped != null) {
            return mayKey(request, response, scoped.value());
        }
        if (find(method, PublicEndpoint.class) != null) {
            return true;
        }
        throw new IllegalStateException(method + " says by no annotation who may call it");
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Member.class || parameter.getParameterType() == ApiCaller.class;
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest servlet = request.getNativeRequest(HttpServletRequest.class);
        if (servlet == null) {
            return null;
        }
        return parameter.getParameterType() == Member.class ? sessions.member(servlet) : ApiKeyFilter.caller(servlet);
    }

    /** The annotation of the method, or else of its class. */
    static <A extends Annotation> @Nullable A find(HandlerMethod method, Class<A> annotation) {
        A own = method.getMethodAnnotation(annotation);
        if (own != null || says(method)) {
            return own;
        }
        return AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), annotation);
    }

    /** Whether a handler belongs to a module; the platform below only answers errors. */
    static boolean ours(HandlerMethod method) {
        return method.getBeanType().getName().startsWith("dev.sluice.")
                && !method.getBeanType().getName().startsWith("dev.sluice.platform.");
    }

    private static boolean says(HandlerMethod method) {
        return method.hasMethodAnnotation(RequiresRole.class)
                || method.hasMethodAnnotation(RequiresScope.class)
                || method.hasMethodAnnotation(PublicEndpoint.class);
    }

    private boolean mayUser(HttpServletRequest request, HttpServletResponse response, Role needed) throws IOException {
        Member member = sessions.member(request);
        if (member == null) {
            refusals.signIn(request, response, new IllegalStateException("not signed in"));
            return false;
        }
        MDC.put("workspace", Integer.toString(member.workspace()));
        request.setAttribute(PageNote.WORKSPACE, member.workspace());
        if (!member.role().covers(needed)) {
            throw new Forbidden("This asks for the role " + needed.label() + "; yours is "
                    + member.role().label() + ".");
        }
        return true;
    }

    private boolean mayKey(HttpServletRequest request, HttpServletResponse response, String scope) throws IOException {
        ApiCaller caller = ApiKeyFilter.caller(request);
        if (caller == null) {
            refusals.noKey(request, response, new IllegalStateException("no key"));
            return false;
        }
        request.setAttribute(PageNote.WORKSPACE, caller.workspace());
        if (!scope.isEmpty() && !caller.scopes().contains(Scope.of(scope))) {
            throw new Forbidden("This key lacks the scope " + scope + ".");
        }
        return true;
    }
}
