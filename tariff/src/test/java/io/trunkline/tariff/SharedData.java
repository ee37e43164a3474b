package io.trunkline.tariff;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Price decks and examples of third parties, beside the project; tests skip where they are missing. */
final class SharedData {

    private SharedData() {}

    static List<NamedCsvRecord> csv(String name) throws IOException {
        Path file = Path.of(System.getProperty("trunkline.root"), "..", "shared", "data", "rating", name);
        Assumptions.assumeTrue(Files.isReadable(file), () -> "no test data at " + file);
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
            return csv.stream().toList();
        }
    }
}
