package io.trunkline.embedded.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.clickhouse.data.ClickHouseCityHash;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CityHash128Test {
    @Test
    @SuppressWarnings("deprecation") // The client has moved the class to where tests cannot reach; it is still its own.
    void shouldAgreeWithTheOfficialClientAtEveryLengthThatTakesAnotherPath() {
        byte[] bytes = new byte[1000];
        new Random(20261121).nextBytes(bytes);
        for (int length = 0; length < 700; length++) {
            long[] expected = ClickHouseCityHash.cityHash128(bytes, 7, length);
            CityHash128.Hash actual = CityHash128.of(bytes, 7, length);
            assertEquals(expected[0], actual.low(), "low half at length " + length);
            assertEquals(expected[1], actual.high(), "high half at length " + length);
        }
    }
}
