package io.trunkline.live.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.trunkline.live.mail.SmtpServer.Login;
import io.trunkline.live.mail.SmtpServer.Tls;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpServerTest {

    @ParameterizedTest
    @CsvSource({
        "smtp://mail.example.net,           mail.example.net, 25,   IF_OFFERED",
        "smtp://mail.example.net:2525/,     mail.example.net, 2525, IF_OFFERED",
        "smtps://mail.example.net,          mail.example.net, 465,  IMPLICIT",
        "SMTP://u:p@mail.example.net,       mail.example.net, 587,  REQUIRED",
        "smtps://u:p@mail.example.net:4650, mail.example.net, 4650, IMPLICIT",
        "smtp://u:p@127.0.0.1:2525,         127.0.0.1,        2525, IF_OFFERED",
        "smtp://[2001:db8::1]:2525,         2001:db8::1,      2525, IF_OFFERED",
    })
    void shouldEncryptEveryPasswordThatLeavesTheMachine(String url, String host, int port, Tls tls) {
        SmtpServer server = SmtpServer.of(url);
        assertEquals(host, server.host());
        assertEquals(port, server.port());
        assertEquals(tls, server.tls());
    }

    @Test
    void shouldTakeSpecialCharactersEncodedAndShowNoPassword() {
        SmtpServer server = SmtpServer.of("smtp://me%40example.net:p%3A%2Fw%25@mail.example.net");
        assertEquals(Optional.of(new Login("me@example.net", "p:/w%")), server.login());
        assertFalse((server + " " + server.login()).contains("p:/w%"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail.example.net",
                "http://mail.example.net",
                "smtp:mail.example.net",
                "smtp://",
                "smtp://mail.example.net/path",
                "smtp://mail.example.net?starttls=no",
                "smtp://s3cret@mail.example.net",
                "smtp://:s3cret@mail.example.net",
                "smtp://u:s3cret^@mail.example.net"
            })
    void shouldSayWhatWasExpectedAndNotWhatWasGiven(String url) {
        String why = assertThrows(IllegalArgumentException.class, () -> SmtpServer.of(url))
                .getMessage();
        assertEquals(SmtpServer.SHAPE, why.replaceAll("; @ : .*", ""));
        assertFalse(why.contains("s3cret"));
    }
}
