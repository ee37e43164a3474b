package io.trunkline.collector.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CompiledApartTest {

    private static final Path LAUNCH = Path.of(System.getProperty("trunkline.root"), "bin", "launch");
    private static final Pattern APART = Pattern.compile("dontinline,([\\w.]+)::(\\w+)");

    @Test
    void shouldBeTheMethodThatTheLauncherNames() throws Exception {
        var apart = APART.matcher(Files.readString(LAUNCH));
        assertTrue(apart.find());
        assertEquals(Intake.class.getName(), apart.group(1));
        assertTrue(Arrays.stream(Intake.class.getDeclaredMethods())
                .map(Method::getName)
                .anyMatch(apart.group(2)::equals));
    }
}
