package dev.sluice.workspace.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotationIntrospectorPair;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.Member;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** What /openapi.json says of the API as a whole: its keys, and that the caller is no parameter. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfig {
    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(ApiCaller.class, Member.class);
    }

    /** Reads the names of our records as the API does; the describing library knows only the Jackson before this one. */
    private static final class NamesOfTheApi extends NopAnnotationIntrospector {
        @Override
        public @Nullable Object findNamingStrategy(AnnotatedClass described) {
            JsonNaming naming = described.getRawType().getAnnotation(JsonNaming.class);
            return naming != null && naming.value() == SnakeCaseStrategy.class
                    ? PropertyNamingStrategies.SnakeCaseStrategy.class
                    : null;
        }
    }

    @Bean
    ModelResolver modelResolver(ObjectMapperProvider mappers) {
        ObjectMapper mapper = mappers.jsonMapper();
        mapper.setAnnotationIntrospector(AnnotationIntrospectorPair.create(
                new NamesOfTheApi(), mapper.getSerializationConfig().getAnnotationIntrospector()));
        return new ModelResolver(mapper);
    }

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(new Info()
                        .title("Sluice")
                        .version("1")
                        .description("People, funnels, forms, imports and reports under /api/v1 with an API key;"
                                + " signals under /v1 with a write key as Basic user name. Every POST under /api/v1"
                                + " takes an Idempotency-Key. Refusals are problem answers (RFC 9457)."))
                .components(new Components()
                        .addSecuritySchemes(
                                "api-key",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer"))
                        .addSecuritySchemes(
                                "write-key",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("basic")))
                .addSecurityItem(new SecurityRequirement().addList("api-key"))
                .addSecurityItem(new SecurityRequirement().addList("write-key"));
    }
}
