package io.trunkline.app.reconcile;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;

/** How the carrier writes times. For one thread: it counts. */
public final class CarrierTimes {

    private static final String ISO = "iso";
    private static final String EPOCH = "epoch";
    private static final String EPOCH_MILLIS = "epoch-millis";

    private static final DateTimeFormatter ISO_OR_A_SPACE = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[' ']")
            .optionalStart()
            .appendOffsetId()
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    private final String format;
    private final ZoneId zone;
    private final DateTimeFormatter formatter;
    private long twice;

    /**
     * Times of a format.
     *
     * @param format {@code iso}, {@code epoch} (seconds), {@code epoch-millis}, or a pattern as {@code dd.MM.yyyy HH:mm:ss}
     * @param zone of times that name none
     * @throws IllegalArgumentException when it is no pattern
     */
    public CarrierTimes(String format, ZoneId zone) {
        this.format = format;
        this.zone = zone;
        formatter = List.of(ISO, EPOCH, EPOCH_MILLIS).contains(format)
                ? ISO_OR_A_SPACE
                : DateTimeFormatter.ofPattern(format, Locale.ENGLISH);
    }

    /**
     * Reads one.
     *
     * @return milliseconds since the epoch
     * @throws DateTimeException saying what is wrong, for people
     */
    long millis(String text) {
        try {
            return switch (format) {
                case EPOCH ->
                    CarrierNumber.decimal(text, false).movePointRight(3).longValue();
                case EPOCH_MILLIS -> Long.parseLong(text);
                default ->
                    millis(formatter.parseBest(text, ZonedDateTime::from, OffsetDateTime::from, LocalDateTime::from));
            };
        } catch (NumberFormatException e) {
            throw new DateTimeException("is no time in the format " + format, e);
        } catch (DateTimeParseException e) {
            throw new DateTimeException("is no time in the format " + format + ": " + text, e);
        }
    }

    private long millis(TemporalAccessor read) {
        return switch (read) {
            case ZonedDateTime zoned -> zoned.toInstant().toEpochMilli();
            case OffsetDateTime offset -> offset.toInstant().toEpochMilli();
            default -> millis((LocalDateTime) read);
        };
    }

    private long millis(LocalDateTime local) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw new DateTimeException("does not exist in " + zone + ": the clock was put forward over it");
        }
        if (offsets.size() > 1) {
            twice++;
        }
        return local.toInstant(offsets.getFirst()).toEpochMilli();
    }

    /** How many times stood in an hour that came twice; they were taken for the first of the two. */
    long twice() {
        return twice;
    }
}
