package io.trunkline.embedded.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementTextTest {
    /** The bar shows where the data should begin. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "INSERT INTO t VALUES| (1, 'a')                         # INSERT INTO t # Values",
                "insert into t values|(1)                               # insert into t # Values",
                "INSERT INTO t (a, `values`, \"format\") FORMAT CSV |1,2 # INSERT INTO t (a, `values`, \"format\") # CSV",
                "INSERT INTO db.format FORMAT TSV |x                    # INSERT INTO db.format # TSV",
                "INSERT INTO format FORMAT TSV |x                       # INSERT INTO format # TSV",
                "INSERT INTO values VALUES| (1)                         # INSERT INTO values # Values",
                "INSERT INTO t SETTINGS a='x FORMAT y', b=1 FORMAT CSV |1 # INSERT INTO t SETTINGS a='x FORMAT y', b=1 # CSV",
                "/* FORMAT A */ INSERT /* FORMAT B */ INTO t FORMAT C |1 # /* FORMAT A */ INSERT /* FORMAT B */ INTO t # C",
                "INSERT INTO FUNCTION file('a FORMAT b', 'CSV') FORMAT CSV |1 # INSERT INTO FUNCTION file('a FORMAT b', 'CSV') # CSV",
                "INSERT INTO t (* EXCEPT(b)) VALUES| (1)                # INSERT INTO t (* EXCEPT(b)) # Values",
            })
    void shouldFindWhereTheDataOfAnInsertBegins(String marked, String sql, String format) {
        int bar = marked.indexOf('|');
        byte[] text = (marked.substring(0, bar) + marked.substring(bar + 1)).getBytes(StandardCharsets.UTF_8);
        StatementText.InsertOfData insert =
                assertInstanceOf(StatementText.InsertOfData.class, StatementText.read(text, text.length, true));
        assertEquals(sql, insert.sql().strip());
        assertEquals(format, insert.format());
        assertEquals(bar, insert.dataOffset());
    }

    @Test
    void shouldTakeOneLineEndAfterTheFormatAndLeaveTheNextToTheData() {
        byte[] text = "INSERT INTO t FORMAT RowBinary\r\n\n\0".getBytes(StandardCharsets.UTF_8);
        StatementText.InsertOfData insert =
                assertInstanceOf(StatementText.InsertOfData.class, StatementText.read(text, text.length, true));
        assertEquals(text.length - 2, insert.dataOffset());
    }

    @Test
    void shouldPassOverACommentUpToTheEndOfItsLine() {
        byte[] text = "-- FORMAT A\nINSERT INTO t -- FORMAT B\nFORMAT C\n1".getBytes(StandardCharsets.UTF_8);
        StatementText.InsertOfData insert =
                assertInstanceOf(StatementText.InsertOfData.class, StatementText.read(text, text.length, true));
        assertEquals("C", insert.format());
        assertEquals(text.length - 1, insert.dataOffset());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  -- only a comment so far",
                "INS",
                "INSERT INTO t (a,",
                "INSERT INTO t FORMAT Row",
                "INSERT INTO t FORMAT RowBinary",
                "INSERT INTO t FORMAT RowBinary\r",
                "INSERT INTO t VALUES",
                "SELECT 1"
            })
    void shouldWaitForMoreWhereTheTextMayGoOn(String begin) {
        byte[] text = begin.getBytes(StandardCharsets.UTF_8);
        assertInstanceOf(StatementText.Unfinished.class, StatementText.read(text, text.length, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "SELECT 1 FORMAT JSON                         # true  # JSON",
                "SELECT 1 FORMAT JSON;                        # true  # JSON",
                "SELECT 1 format CSV SETTINGS max_threads = 1 # true  # CSV",
                "SELECT format FROM t                         # true  # ''",
                "SELECT 'x FORMAT CSV'                        # true  # ''",
                "SELECT (SELECT 1 FORMAT CSV)                 # true  # ''",
                "SELECT 1 -- FORMAT CSV                       # true  # ''",
                "WITH 1 AS x SELECT x                         # true  # ''",
                "SHOW TABLES FORMAT TSV                       # false # TSV",
                "INSERT INTO t SELECT 1                       # false # ''",
            })
    void shouldFindTheFormatThatAStatementNamesItself(String sql, boolean query, String format) {
        byte[] text = sql.getBytes(StandardCharsets.UTF_8);
        assertEquals(
                new StatementText.Whole(query, format.isEmpty() ? Optional.empty() : Optional.of(format)),
                StatementText.read(text, text.length, true));
    }
}
