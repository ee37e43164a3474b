package io.trunkline.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.sip.SipMethod;
import io.trunkline.testing.Until;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimulatedExchangeTest {

    private Collected collector;
    private SwitchRpc rpc;

    @BeforeEach
    void open() throws Exception {
        collector = new Collected();
        rpc = SwitchRpc.start();
    }

    @AfterEach
    void close() throws Exception {
        rpc.close();
        collector.close();
    }

    @Test
    void shouldPlayALimitedNumberOfCallsAndCountThem() throws Exception {
        var settings = ExchangeSettings.bounded(11, collector.address(), 40, 4, 100);
        try (var exchange = SimulatedExchange.start(settings, rpc)) {
            exchange.finished().get(2, TimeUnit.MINUTES);
            var sent = exchange.sent();
            assertEquals(40, sent.calls());
            assertEquals(40, sent.ended());
            assertEquals(0, sent.notSent());
            Until.holds(
                    "every packet arrives",
                    () -> collector.packets().size() >= exchange.sent().messages());
            var calls = collector.packets().stream()
                    .filter(packet -> packet.method() == SipMethod.INVITE)
                    .collect(Collectors.groupingBy(Collected.Packet::callId));
            assertEquals(40, calls.size());
            assertEquals(
                    sent.answered(),
                    calls.values().stream()
                            .filter(call -> call.stream().anyMatch(packet -> packet.status() == 200))
                            .count());
        }
    }

    @Test
    void shouldGiveFastCallsTheTimesOfSlowOnes() throws Exception {
        var settings = ExchangeSettings.bounded(11, collector.address(), 10, 4, 200);
        long before = micros(Instant.now());
        try (var exchange = SimulatedExchange.start(settings, rpc)) {
            exchange.finished().get(2, TimeUnit.MINUTES);
            Until.holds(
                    "every packet arrives",
                    () -> collector.packets().size() >= exchange.sent().messages());
            var times = collector.packets().stream()
                    .filter(packet -> packet.method() != SipMethod.REGISTER)
                    .mapToLong(Collected.Packet::atMicros)
                    .summaryStatistics();
            assertTrue(times.getMax() <= micros(Instant.now()));
            assertTrue(times.getMin() < before, "the calls began in the past");
            assertTrue(times.getMax() - times.getMin() > 20_000_000, "and took as long as calls take");
        }
    }

    @Test
    void shouldGiveTheSameCallsForTheSameSeedButOtherCallIds() throws Exception {
        var first = callsOf(ExchangeSettings.bounded(5, collector.address(), 10, 4, 200));
        collector.close();
        collector = new Collected();
        var second = callsOf(ExchangeSettings.bounded(5, collector.address(), 10, 4, 200));
        assertEquals(List.copyOf(first.values()), List.copyOf(second.values()));
        assertTrue(first.keySet().stream().noneMatch(second::containsKey));
    }

    @Test
    void shouldEndAnAnsweredCallWhenTheSwitchIsAsked() throws Exception {
        try (var client = new RpcClient(rpc.url());
                var exchange = SimulatedExchange.start(prepaidOnly(), rpc)) {
            Until.holds("a call is answered", () -> acknowledged().isPresent());
            var call = acknowledged().orElseThrow();
            assertTrue(client.call("dlg.terminate_dlg", call.callId(), call.fromTag(), "another")
                    .has("error"));
            assertTrue(client.call("dlg.terminate_dlg", call.callId(), call.fromTag(), call.toTag())
                    .has("result"));
            Until.holds(
                    "both sides get a BYE",
                    () -> collector.count(packet -> packet.callId().equals(call.callId())
                                    && packet.request()
                                    && packet.method() == SipMethod.BYE
                                    && packet.source().equals(Proxy.text(Proxy.ADDRESS)))
                            == 2);
            Until.holds("the call is over", () -> exchange.sent().ended() >= 1);
            assertEquals(1, exchange.sent().endedBySwitch());
            assertTrue(client.call("dlg.terminate_dlg", call.callId(), call.fromTag(), call.toTag())
                    .has("error"));
        }
    }

    @Test
    void shouldRefuseTheCallsOfABlockedAccountUntilItIsUnblocked() throws Exception {
        try (var client = new RpcClient(rpc.url())) {
            client.call("htable.sets", "blocked", Customer.PREPAID.id(), "1");
            try (var exchange = SimulatedExchange.start(prepaidOnly(), rpc)) {
                Until.holds("calls are refused with 402", () -> collector.count(packet -> packet.status() == 402) >= 3);
                assertFalse(acknowledged().isPresent());
                client.call("htable.delete", "blocked", Customer.PREPAID.id());
                Until.holds("calls go through again", () -> acknowledged().isPresent());
                assertTrue(exchange.sent().refused() >= 3);
            }
        }
    }

    @Test
    void shouldRegisterEverybody() throws Exception {
        var settings = ExchangeSettings.bounded(1, collector.address(), 60, 1, 50);
        try (var exchange = SimulatedExchange.start(settings, rpc)) {
            Until.holds(
                    "each subscriber has sent a REGISTER",
                    () -> collector.packets().stream()
                                    .filter(packet -> packet.request() && packet.method() == SipMethod.REGISTER)
                                    .map(Collected.Packet::fromUser)
                                    .distinct()
                                    .count()
                            == settings.subscribers());
            assertTrue(exchange.sent().messages() > settings.subscribers());
        }
    }

    @Test
    void shouldRefuseSettingsThatCannotBe() {
        var target = collector.address();
        assertThrows(
                IllegalArgumentException.class,
                () -> new ExchangeSettings(1, "r", target, 1, 5, 1, ExchangeSettings.UNLIMITED, 1, 0, false));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ExchangeSettings(1, "r", target, 1, 50, 1, ExchangeSettings.UNLIMITED, 2, 0, false));
        assertThrows(IllegalArgumentException.class, () -> ExchangeSettings.bounded(1, target, 1, Double.NaN, 1));
    }

    /** The prepaid customer's lines in real time, and hardly anybody else. */
    private ExchangeSettings prepaidOnly() {
        return new ExchangeSettings(
                3, "test", collector.address(), 7, 20, 0.000_001, ExchangeSettings.UNLIMITED, 1, 3, false);
    }

    /** An ACK to a 200 towards the called side, of a call that is not the first of the general traffic. */
    private Optional<Collected.Packet> acknowledged() {
        return collector.packets().stream()
                .filter(packet -> packet.request()
                        && packet.method() == SipMethod.ACK
                        && packet.fromUser().startsWith(Customer.PREPAID.userPrefix())
                        && packet.target().equals(Proxy.text(Destination.PREPAID.trunk())))
                .findFirst();
    }

    /** Call-IDs in the order of their calls, with who called and how many messages there were. */
    private Map<String, String> callsOf(ExchangeSettings settings) throws Exception {
        try (var exchange = SimulatedExchange.start(settings, rpc)) {
            exchange.finished().get(2, TimeUnit.MINUTES);
            Until.holds(
                    "every packet arrives",
                    () -> collector.packets().size() >= exchange.sent().messages());
        }
        return collector.packets().stream()
                .filter(packet -> packet.method() != SipMethod.REGISTER)
                .sorted(Comparator.comparing(Collected.Packet::callId))
                .collect(Collectors.groupingBy(
                        Collected.Packet::callId,
                        LinkedHashMap::new,
                        Collectors.collectingAndThen(
                                Collectors.toList(), call -> call.getFirst().source() + " " + call.size())));
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
