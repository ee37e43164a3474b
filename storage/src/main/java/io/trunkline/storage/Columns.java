package io.trunkline.storage;

import io.trunkline.protocol.Json;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Values between our types and the columns of an answer. Times travel as whole microseconds: exact, and of no zone. */
final class Columns {

    /** Asking the mapper costs more than all the rest of a row. */
    private static final Map<Enum<?>, String> NAMES = new ConcurrentHashMap<>();

    private Columns() {}

    /** A column of microseconds since the epoch; null where the column is. */
    static Instant time(ResultSet row, String column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** A time as the queries take it. */
    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    /** An amount without the zeros that the column adds; null where the column is. */
    static BigDecimal amount(ResultSet row, String column) throws SQLException {
        BigDecimal value = row.getBigDecimal(column);
        if (value == null) {
            return null;
        }
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** A text; null where it is empty. */
    static String textOrNull(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text.isEmpty() ? null : text;
    }

    /** A constant by the name that it has in JSON, which the columns use too. */
    static <E extends Enum<E>> E constant(ResultSet row, String column, Class<E> type) throws SQLException {
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
    static String name(Enum<?> constant) {
        return NAMES.computeIfAbsent(constant, one -> Json.mapper().convertValue(one, String.class));
    }
}
