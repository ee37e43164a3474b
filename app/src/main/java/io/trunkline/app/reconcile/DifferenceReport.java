package io.trunkline.app.reconcile;

import io.trunkline.protocol.RecordCsv;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Locale;

/**
 * The findings as CSV, for whoever is to be asked about them: the carrier. It is written beside its place and put there
 * when it is whole. For one thread.
 */
public final class DifferenceReport implements AutoCloseable {

    private static final RecordCsv LINES = new RecordCsv(Line.class);

    /**
     * A line.
     *
     * @param result {@code other-length}, {@code missing-there} and so on
     * @param callId the SIP Call-ID, or the id behind which it stands
     * @param carrierReference the carrier's name of the call
     * @param carrierLine line of the carrier's file
     * @param from the calling number
     * @param to the called number
     * @param ourTime the moment that was compared
     * @param carrierTime the carrier's, the shift taken into account
     * @param ourSeconds its length
     * @param carrierSeconds the carrier's
     * @param ourPrice by the cost card
     * @param carrierPrice the carrier's
     * @param difference what the carrier asks more
     * @param currency of the prices
     */
    private record Line(
            String result,
            String callId,
            String carrierReference,
            Long carrierLine,
            String from,
            String to,
            Instant ourTime,
            Instant carrierTime,
            Long ourSeconds,
            Long carrierSeconds,
            BigDecimal ourPrice,
            BigDecimal carrierPrice,
            BigDecimal difference,
            String currency) {

        static Line of(Finding finding, String currency) {
            OurCall ours = finding.ours();
            CarrierCall carriers = finding.carriers();
            return new Line(
                    finding.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    ours == null ? null : ours.id(),
                    carriers == null ? null : carriers.reference(),
                    carriers == null ? null : carriers.line(),
                    ours == null ? null : ours.from(),
                    ours == null ? carriers.number() : ours.number(),
                    ours == null ? null : Instant.ofEpochMilli(ours.atMillis()),
                    carriers == null ? null : Instant.ofEpochMilli(carriers.atMillis()),
                    ours == null ? null : ours.seconds(),
                    carriers == null ? null : carriers.seconds(),
                    ours == null ? null : ours.price(),
                    carriers == null ? null : carriers.price(),
                    finding.carriersPrice().subtract(finding.ourPrice()),
                    currency);
        }
    }

    private final Path place;
    private final Path unfinished;
    private final Writer out;
    private final String currency;

    /**
     * One that is begun.
     *
     * @param currency of all prices
     */
    public DifferenceReport(Path place, String currency) throws IOException {
        this.place = place;
        this.currency = currency;
        unfinished = Files.createTempFile(place.toAbsolutePath().getParent(), ".reconcile", ".csv");
        out = Files.newBufferedWriter(unfinished);
        out.write(LINES.header());
    }

    /** One more. */
    public void write(Finding finding) throws IOException {
        out.write(LINES.line(Line.of(finding, currency)));
    }

    /** It is whole: puts it in its place, instead of what is there. */
    public void finish() throws IOException {
        out.close();
        Files.move(unfinished, place, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Takes away what is not finished. */
    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(unfinished);
    }
}
