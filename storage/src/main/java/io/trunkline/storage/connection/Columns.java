package io.trunkline.storage.connection;

import io.trunkline.protocol.Json;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Values between our types and the columns of an answer. Times travel as whole microseconds: exact, and of no zone. */
public final class Columns {

    /** Asking the mapper costs more than all the rest of a row. */
    private static final Map<Enum<?>, String> NAMES = new ConcurrentHashMap<>();

    /** Before and after every time that the store can hold. */
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2299-12-31T23:59:59Z");

    private Columns() {}

    /** A column of microseconds since the epoch; null where the column is. */
    public static Instant time(ResultSet row, String column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** A time as the queries take it. */
    public static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    /** The first moment of a filter as the queries take it; null is no bound. */
    public static long since(Instant since) {
        return micros(since == null || since.isBefore(EARLIEST) ? EARLIEST : since);
    }

    /** The moment before which a filter ends, as the queries take it; null is no bound. */
    public static long until(Instant until) {
        return micros(until == null || until.isAfter(LATEST) ? LATEST : until);
    }

    /** An amount without the zeros that the column adds; null where the column is. */
    public static BigDecimal amount(ResultSet row, String column) throws SQLException {
        BigDecimal value = row.getBigDecimal(column);
        if (value == null) {
            return null;
        }
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** A text; null where it is empty. */
    public static String textOrNull(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text.isEmpty() ? null : text;
    }

    /** A constant by the name that it has in JSON, which the columns use too. */
    public static <E extends Enum<E>> E constant(ResultSet row, String column, Class<E> type) throws SQLException {
        String name = row.getString(column);
        for (E constant : type.getEnumConstants()) {
            if (name(constant).equals(name)) {
                return constant;
            }
        }
        throw new StoreException(
                StoreException.Category.REFUSED,
                "column " + column + " holds " + name + ", which this version does not know",
                null);
    }

    /** The name that a constant has in JSON. */
    public static String name(Enum<?> constant) {
        return NAMES.computeIfAbsent(constant, one -> Json.mapper().convertValue(one, String.class));
    }

    /** Names joined by commas. */
    public static List<String> names(ResultSet row, String column) throws SQLException {
        String names = row.getString(column);
        return names.isEmpty() ? List.of() : List.of(names.split(","));
    }
}
