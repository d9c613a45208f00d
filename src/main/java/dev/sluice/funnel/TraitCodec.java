package dev.sluice.funnel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The bytes of trait values, each with its type. */
final class TraitCodec {

    private TraitCodec() {}

    static void write(ByteWriter out, Map<String, Object> traits) {
        out.size(traits.size());
        for (var trait : traits.entrySet()) {
            out.text(trait.getKey());
            value(out, trait.getValue());
        }
    }

    private static void value(ByteWriter out, Object value) {
        switch (value) {
            case Double number -> {
                out.octet('d');
                out.real(number);
            }
            case Boolean yes -> out.octet(yes ? 'y' : 'n');
            case List<?> list -> {
                out.octet('l');
                out.size(list.size());
                list.forEach(item -> out.text(String.valueOf(item)));
            }
            default -> {
                out.octet('s');
                out.text(value.toString());
            }
        }
    }

    static Map<String, Object> read(ByteReader in) {
        int size = in.size();
        if (size == 0) {
            return Map.of();
        }
        Map<String, Object> traits = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            traits.put(in.name(), value(in));
        }
        return traits;
    }

    private static Object value(ByteReader in) {
        int type = in.octet();
        return switch (type) {
            case 'd' -> in.real();
            case 'y' -> true;
            case 'n' -> false;
            case 's' -> in.text();
            case 'l' -> {
                int size = in.size();
                List<String> list = new ArrayList<>(size);
                for (int i = 0; i < size; i++) {
                    list.add(in.text());
                }
                yield List.copyOf(list);
            }
            default -> throw new IllegalArgumentException("the bytes of this standing are damaged");
        };
    }
}
