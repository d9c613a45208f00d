package dev.sluice.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What a caller of the API may not write. */
class JsonConfigTest {
    record Size(
            @Nullable Integer length,
            @Nullable Boolean exact,
            @Nullable String name) {}

    private final JsonMapper mapper = mapper();

    private static JsonMapper mapper() {
        JsonMapper.Builder builder = JsonMapper.builder();
        new JsonConfig().strict().customize(builder);
        return builder.build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"width\":1}",
                "{\"length\":1,\"length\":2}",
                "{\"length\":\"1\"}",
                "{\"exact\":\"true\"}",
                "{\"exact\":1}",
                "{\"length\":true}",
                "{} {}",
                "{}]",
                "{'length':1}",
                "{length:1}",
                "{\"length\":1,}",
                "{\"length\":NaN}",
            })
    void whatIsUnknownTwiceOrOfAnotherTypeIsRefused(String json) {
        assertThatThrownBy(() -> mapper.readValue(json, Size.class)).isInstanceOf(JacksonException.class);
    }

    @Test
    void whatIsWellTypedIsRead() {
        assertThat(mapper.readValue("{\"length\":3,\"exact\":false,\"name\":\"x\"}", Size.class))
                .isEqualTo(new Size(3, false, "x"));
    }

    @Test
    void fieldsMayBeAbsentOrNull() {
        assertThat(mapper.readValue("{}", Size.class)).isEqualTo(new Size(null, null, null));
        assertThat(mapper.readValue("{\"length\":null}", Size.class)).isEqualTo(new Size(null, null, null));
    }

    @Test
    void spaceAroundTheValueIsNoTrail() {
        assertThat(mapper.readValue(" \n{\"length\":3}\n ", Size.class)).isEqualTo(new Size(3, null, null));
    }
}
