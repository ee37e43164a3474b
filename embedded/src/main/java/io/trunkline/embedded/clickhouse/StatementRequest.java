package io.trunkline.embedded.clickhouse;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a request to ClickHouse's HTTP interface asks for, beside the statement in its body.
 *
 * @param sql the statement, or its beginning, from the URL; empty if it is all in the body
 * @param database the database for unqualified names, if the request names one
 * @param format the format of the result unless the statement names one
 * @param queryId the request's name, as given or made up
 * @param compressedFrames whether the result goes out in ClickHouse's own compressed frames
 * @param httpCompression whether the result may go out in gzip if the client accepts it
 * @param credentials who sends it
 * @param settings the engine's settings for this statement
 * @param parameters the values of {@code {name:Type}} placeholders
 */
record StatementRequest(
        String sql,
        Optional<String> database,
        String format,
        String queryId,
        boolean compressedFrames,
        boolean httpCompression,
        Credentials credentials,
        Map<String, String> settings,
        Map<String, String> parameters) {

    private static final String DEFAULT_FORMAT = "TabSeparated";
    private static final Pattern SETTING_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final String PARAMETER_PREFIX = "param_";

    /** Names that mean something to the interface; every other one is a setting. */
    private static final Set<String> OWN_NAMES = Set.of(
            "query",
            "database",
            "default_format",
            "query_id",
            "compress",
            "user",
            "password",
            "quota_key",
            "role",
            "stacktrace",
            "wait_end_of_query",
            "buffer_size",
            "client_protocol_version",
            "session_timeout");

    /** Names of what this endpoint cannot do; to ignore them would answer something else than was asked. */
    private static final Set<String> REFUSED_NAMES = Set.of("session_id", "session_check", "decompress");

    /**
     * Reads the URL's query and the headers.
     *
     * @param rawQuery the part of the URL after the question mark, still encoded
     * @param header looks up a request header
     * @param newQueryId the name of the request if it brings none
     * @throws ChdbException if a name or value cannot be taken
     */
    static StatementRequest read(String rawQuery, Function<String, Optional<String>> header, String newQueryId)
            throws ChdbException {
        Map<String, String> values = decode(rawQuery);
        Map<String, String> settings = new LinkedHashMap<>();
        Map<String, String> parameters = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : values.entrySet()) {
            String name = entry.getKey();
            if (name.startsWith(PARAMETER_PREFIX)) {
                parameters.put(name.substring(PARAMETER_PREFIX.length()), entry.getValue());
            } else if (REFUSED_NAMES.contains(name) && !entry.getValue().equals("0")) {
                throw new ChdbException(
                        ChdbException.NOT_IMPLEMENTED,
                        "The embedded engine does not support '" + name + "' in the URL");
            } else if (!OWN_NAMES.contains(name) && !REFUSED_NAMES.contains(name)) {
                requireSettingName(name);
                settings.put(name, entry.getValue());
            }
        }
        return new StatementRequest(
                values.getOrDefault("query", ""),
                Optional.ofNullable(values.get("database"))
                        .or(() -> header.apply("X-ClickHouse-Database"))
                        .filter(database -> !database.isEmpty()),
                Optional.ofNullable(values.get("default_format"))
                        .or(() -> header.apply("X-ClickHouse-Format"))
                        .filter(format -> !format.isEmpty())
                        .orElse(DEFAULT_FORMAT),
                values.getOrDefault("query_id", newQueryId),
                "1".equals(values.get("compress")),
                "1".equals(values.get("enable_http_compression")),
                Credentials.read(header, values),
                settings,
                parameters);
    }

    private static void requireSettingName(String name) throws ChdbException {
        if (!SETTING_NAME.matcher(name).matches()) {
            throw new ChdbException(
                    ChdbException.BAD_ARGUMENTS,
                    "The URL has a parameter that is no name of a setting: '" + name + "'");
        }
    }

    private static Map<String, String> decode(String rawQuery) throws ChdbException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : rawQuery.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                try {
                    values.put(
                            URLDecoder.decode(name, StandardCharsets.UTF_8),
                            URLDecoder.decode(value, StandardCharsets.UTF_8));
                } catch (IllegalArgumentException e) {
                    throw new ChdbException(
                            ChdbException.BAD_ARGUMENTS, "The URL has a broken %-sequence: " + e.getMessage());
                }
            }
        }
        return values;
    }
}
