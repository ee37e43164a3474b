package io.trunkline.app.command;

import io.trunkline.app.reconcile.CarrierFormat;
import io.trunkline.app.reconcile.CarrierTimes;
import io.trunkline.app.reconcile.Numbering;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say what a carrier's file looks like. */
final class CarrierFormatOptions {

    @Option(
            names = "--number-column",
            paramLabel = "COLUMN",
            defaultValue = "number",
            description = "the called number (default: ${DEFAULT-VALUE})")
    private String number;

    @Option(
            names = "--time-column",
            paramLabel = "COLUMN",
            description = "the time; twice where date and time stand apart (default: time)")
    private List<String> time = new ArrayList<>();

    @Option(
            names = "--seconds-column",
            paramLabel = "COLUMN",
            defaultValue = "seconds",
            description = "the length: 63, 62.8 or 1:02:03 (default: ${DEFAULT-VALUE})")
    private String seconds;

    @Option(
            names = "--price-column",
            paramLabel = "COLUMN",
            description = "what it costs (default: none, prices are not compared)")
    private String price;

    @Option(
            names = "--currency-column",
            paramLabel = "COLUMN",
            description = "the currency; must be the provider's (default: none)")
    private String currency;

    @Option(
            names = "--reference-column",
            paramLabel = "COLUMN",
            description = "the carrier's name of the call, for the report (default: none)")
    private String reference;

    @Option(
            names = "--time-format",
            paramLabel = "FORMAT",
            defaultValue = "iso",
            description = "iso, epoch, epoch-millis or a pattern as dd.MM.yyyy HH:mm:ss (default: ${DEFAULT-VALUE})")
    private String timeFormat;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description = "of times that name none: Europe/Berlin (default: ${DEFAULT-VALUE})")
    private String zone;

    @Option(
            names = "--delimiter",
            paramLabel = "CHARACTER",
            defaultValue = ",",
            description = "between values; tab for a tab (default: ${DEFAULT-VALUE})")
    private String delimiter;

    @Option(names = "--decimal-comma", description = "decimals come after a comma")
    private boolean decimalComma;

    @Option(names = "--no-header", description = "the first line is a call; columns are said by their numbers from 1")
    private boolean noHeader;

    @Option(
            names = "--number-prefix",
            paramLabel = "DIGITS",
            defaultValue = "",
            description = "what the carrier puts before each number")
    private String prefix;

    @Option(
            names = "--country",
            paramLabel = "CODE",
            defaultValue = "",
            description = "country code that takes the place of a single leading 0: 49")
    private String country;

    boolean hasPrices() {
        return price != null;
    }

    /**
     * The format that they describe.
     *
     * @throws ParameterException naming the option
     */
    CarrierFormat format(CommandLine command) {
        String separator = delimiter.equals("tab") ? "\t" : delimiter;
        if (separator.length() != 1 || "\"\r\n".contains(separator)) {
            throw new ParameterException(command, "--delimiter takes one character or tab, not " + delimiter);
        }
        return new CarrierFormat(
                number,
                time.isEmpty() ? List.of("time") : time,
                seconds,
                price,
                currency,
                reference,
                separator.charAt(0),
                !noHeader,
                decimalComma,
                numbering(command),
                times(command));
    }

    private Numbering numbering(CommandLine command) {
        try {
            return new Numbering(prefix, country);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, "--number-prefix and --country take digits", e);
        }
    }

    private CarrierTimes times(CommandLine command) {
        ZoneId id;
        try {
            id = ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new ParameterException(command, "--zone takes a name such as Europe/Berlin, not " + zone, e);
        }
        try {
            return new CarrierTimes(timeFormat, id);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, "--time-format is no pattern of a time: " + e.getMessage(), e);
        }
    }
}
