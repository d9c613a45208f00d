package dev.sluice.signal.kind;

import io.swagger.v3.oas.models.media.StringSchema;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lists the kinds of signals in /openapi.json, with who may record each. */
@Configuration(proxyBeanMethods = false)
class SignalsDescription {
    @Bean
    OpenApiCustomizer signalKindsInDescription(SignalKinds kinds) {
        StringSchema schema = new StringSchema();
        schema.description(
                "The kinds of signals and who may record them. A website may send events of its own beside them.\n"
                        + kinds.all().stream()
                                .sorted(SignalKinds.FOR_READERS)
                                .map(kind -> "- `" + kind.name() + "` ("
                                        + kind.trust().text() + "): " + kind.help())
                                .collect(Collectors.joining("\n")));
        kinds.all().forEach(kind -> schema.addEnumItem(kind.name()));
        return api -> api.getComponents().addSchemas("SignalKind", schema);
    }
}
