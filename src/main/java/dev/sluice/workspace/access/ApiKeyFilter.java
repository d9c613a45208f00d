package dev.sluice.workspace.access;

import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.ApiKeys;
import dev.sluice.workspace.CallLimits;
import dev.sluice.workspace.PublicKeys;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Recognises the bearer key of an API call, read from its header and nowhere else. */
@Component
class ApiKeyFilter extends OncePerRequestFilter {
    private static final String BEARER = "Bearer ";

    private final PublicKeys publicKeys;
    private final ApiKeys keys;
    private final CallLimits limits;

    ApiKeyFilter(PublicKeys publicKeys, ApiKeys keys, CallLimits limits) {
        this.limits = limits;
        this.publicKeys = publicKeys;
        this.keys = keys;
    }

    static @Nullable ApiCaller caller(HttpServletRequest request) {
        return (ApiCaller) request.getAttribute(ApiCaller.class.getName());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader("Authorization");
        if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            String token = header.substring(BEARER.length()).strip();
            limits.beforeLookup(request, token);
            PublicKeys.OpenedKey key = publicKeys.open(PublicKeys.Kind.API_KEY, token);
            if (key == null) {
                limits.wrong(request);
            } else {
                limits.right(token);
                limits.serverCall(key);
                ApiCaller caller = new ApiCaller(key.workspace(), key.key(), key.scopes());
                request.setAttribute(ApiCaller.class.getName(), caller);
                keys.used(caller.workspace(), caller.key());
                MDC.put("workspace", Integer.toString(caller.workspace()));
                SecurityContextHolder.setContext(
                        new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(
                                caller.key(), null, AuthorityUtils.createAuthorityList("ROLE_API"))));
            }
        }
        chain.doFilter(request, response);
    }

    /** Keeps the filter inside its chain: Boot would otherwise run it on every request. */
    @Configuration(proxyBeanMethods = false)
    static class OnlyInItsChain {
        @Bean
        FilterRegistrationBean<ApiKeyFilter> apiKeyFilterNotEverywhere(ApiKeyFilter filter) {
            FilterRegistrationBean<ApiKeyFilter> registration = new FilterRegistrationBean<>(filter);
            registration.setEnabled(false);
            return registration;
        }
    }
}
