package io.trunkline.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What has changed between two schemas of a topic that a consumer or a producer written against the older one would stumble
 * over. Fields, words of an enumeration and variants may be added; nothing may go, become another type, or become required.
 */
final class SchemaChanges {

    /** What the comparison understands; of anything else it would not know whether it is the same. */
    private static final Set<String> KNOWN = Set.of(
            "$schema",
            "$defs",
            "$ref",
            "type",
            "properties",
            "required",
            "enum",
            "const",
            "items",
            "anyOf",
            "pattern",
            "format",
            "additionalProperties");

    /** Must be as they were. */
    private static final List<String> FIXED = List.of("type", "pattern", "format", "const", "additionalProperties");

    private final JsonNode oldRoot;
    private final JsonNode newRoot;
    private final List<String> broken = new ArrayList<>();

    private SchemaChanges(JsonNode oldRoot, JsonNode newRoot) {
        this.oldRoot = oldRoot;
        this.newRoot = newRoot;
    }

    /** A sentence for each change that breaks something; empty when there is none. */
    static List<String> breaking(JsonNode before, JsonNode after) {
        var changes = new SchemaChanges(before, after);
        changes.compare("", before, after);
        return List.copyOf(changes.broken);
    }

    private void compare(String path, JsonNode beforeOrReference, JsonNode afterOrReference) {
        JsonNode before = resolved(oldRoot, beforeOrReference);
        JsonNode after = resolved(newRoot, afterOrReference);
        understood(path, before);
        understood(path, after);
        for (String keyword : FIXED) {
            if (!before.path(keyword).equals(after.path(keyword))) {
                broken.add(name(path) + ": " + keyword + " was " + before.path(keyword) + " and is "
                        + after.path(keyword));
            }
        }
        words(before.path("enum")).stream()
                .filter(word -> !words(after.path("enum")).contains(word))
                .forEach(word -> broken.add(name(path) + ": the word " + word + " is gone"));
        if (before.has("enum") != after.has("enum")) {
            broken.add(name(path) + ": it is an enumeration on one side only");
        }
        if (!words(before.path("required")).equals(words(after.path("required")))) {
            broken.add(name(path) + ": required were " + words(before.path("required")) + " and are "
                    + words(after.path("required")));
        }
        before.path("properties").properties().forEach(property -> {
            String below = path + "." + property.getKey();
            JsonNode now = after.path("properties").path(property.getKey());
            if (now.isMissingNode()) {
                broken.add(name(below) + ": the field is gone");
            } else {
                compare(below, property.getValue(), now);
            }
        });
        if (before.has("items") || after.has("items")) {
            compare(path + "[]", before.path("items"), after.path("items"));
        }
        variants(path, before.path("anyOf"), after.path("anyOf"));
    }

    /** A variant is known by what it says for certain: the constants among its fields. */
    private void variants(String path, JsonNode before, JsonNode after) {
        for (JsonNode variant : before) {
            List<String> constants = constants(oldRoot, variant);
            JsonNode same = null;
            for (JsonNode other : after) {
                if (constants(newRoot, other).equals(constants)) {
                    same = other;
                }
            }
            if (same == null) {
                broken.add(name(path) + ": the variant " + constants + " is gone");
            } else {
                compare(path + constants, variant, same);
            }
        }
        if (before.isMissingNode() != after.isMissingNode()) {
            broken.add(name(path) + ": it has variants on one side only");
        }
    }

    private static List<String> constants(JsonNode root, JsonNode variant) {
        var constants = new ArrayList<String>();
        resolved(root, variant).path("properties").properties().forEach(property -> {
            if (property.getValue().has("const")) {
                constants.add(property.getKey() + "="
                        + property.getValue().path("const").asText());
            }
        });
        return constants;
    }

    private void understood(String path, JsonNode schema) {
        schema.fieldNames().forEachRemaining(keyword -> {
            if (!KNOWN.contains(keyword)) {
                broken.add(name(path) + ": nobody has taught this test what " + keyword + " means");
            }
        });
    }

    private static JsonNode resolved(JsonNode root, JsonNode schema) {
        JsonNode current = schema;
        while (current.has("$ref")) {
            current = root.at(current.path("$ref").asText().substring(1));
        }
        return current;
    }

    private static Set<String> words(JsonNode list) {
        var words = new TreeSet<String>();
        list.forEach(word -> words.add(word.asText()));
        return words;
    }

    private static String name(String path) {
        return path.isEmpty() ? "the value" : path;
    }
}
