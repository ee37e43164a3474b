package io.trunkline.live.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private Instant now = Instant.parse("2026-11-21T10:00:00Z");
    private final Sessions sessions = new Sessions(Duration.ofHours(1), () -> now);
    private final LoginCodes codes = new LoginCodes(Duration.ofMinutes(10), () -> now);
    private final FailedLogins failures = new FailedLogins(() -> now);

    @Test
    void shouldForgetASessionWhenItsTimeIsOver() {
        String cookie = sessions.open(Grant.of(UserRole.NOC));
        now = now.plus(Duration.ofMinutes(59));
        assertEquals(Optional.of(Grant.of(UserRole.NOC)), sessions.grant(cookie));
        now = now.plus(Duration.ofMinutes(1));
        assertEquals(Optional.empty(), sessions.grant(cookie));
    }

    @Test
    void shouldForgetASessionThatWasClosedAndNoOther() {
        String one = sessions.open(Grant.of(UserRole.ADMIN));
        String other = sessions.open(Grant.of(UserRole.ADMIN));
        assertNotEquals(one, other);
        sessions.close(one);
        assertEquals(Optional.empty(), sessions.grant(one));
        assertEquals(Optional.of(Grant.of(UserRole.ADMIN)), sessions.grant(other));
        assertEquals(Optional.empty(), sessions.grant("made up"));
    }

    @Test
    void shouldLogOutTheOldestWhenThereAreTooMany() {
        String oldest = sessions.open(Grant.of(UserRole.ADMIN));
        now = now.plusSeconds(1);
        String second = sessions.open(Grant.of(UserRole.ADMIN));
        for (int i = 2; i <= Sessions.MOST; i++) {
            now = now.plusMillis(1);
            sessions.open(Grant.of(UserRole.ADMIN));
        }
        assertEquals(Optional.empty(), sessions.grant(oldest));
        assertEquals(Optional.of(Grant.of(UserRole.ADMIN)), sessions.grant(second));
    }

    @Test
    void shouldRedeemACodeOnceWhileItIsFresh() {
        String code = codes.issue();
        assertFalse(codes.redeem("made up"));
        assertTrue(codes.redeem(code));
        assertFalse(codes.redeem(code));
        String late = codes.issue();
        now = now.plus(Duration.ofMinutes(10));
        assertFalse(codes.redeem(late));
    }

    @Test
    void shouldLetAnAddressWaitLongerWithEachFailureAndNoOtherAddress() {
        for (int i = 1; i < FailedLogins.FREE; i++) {
            failures.failed("198.51.100.1");
            assertEquals(Duration.ZERO, failures.wait("198.51.100.1"));
        }
        failures.failed("198.51.100.1");
        assertEquals(Duration.ofSeconds(1), failures.wait("198.51.100.1"));
        failures.failed("198.51.100.1");
        assertEquals(Duration.ofSeconds(2), failures.wait("198.51.100.1"));
        assertEquals(Duration.ZERO, failures.wait("198.51.100.2"));
        for (int i = 0; i < 40; i++) {
            failures.failed("198.51.100.1");
        }
        assertEquals(Duration.ofMinutes(5), failures.wait("198.51.100.1"));
        failures.succeeded("198.51.100.1");
        assertEquals(Duration.ZERO, failures.wait("198.51.100.1"));
    }

    @Test
    void shouldKnowTheAdminTokenAndTakeNoEmptyOne() {
        var token = new AdminToken("secret");
        assertTrue(token.matches("secret"));
        assertFalse(token.matches("secret2"));
        assertFalse(token.matches(""));
        assertThrows(IllegalArgumentException.class, () -> new AdminToken(" "));
    }
}
