package io.trunkline.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.AccountCommand;
import io.trunkline.protocol.event.AccountEvent;
import io.trunkline.protocol.event.AddressName;
import io.trunkline.protocol.event.Alarm;
import io.trunkline.protocol.event.AlarmRule;
import io.trunkline.protocol.event.Balance;
import io.trunkline.protocol.event.BindingRemoval;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.CallLink;
import io.trunkline.protocol.event.CallPackage;
import io.trunkline.protocol.event.CaptureGap;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.CollectorReport;
import io.trunkline.protocol.event.DeadLetter;
import io.trunkline.protocol.event.EndCallOrder;
import io.trunkline.protocol.event.EndCallRefusal;
import io.trunkline.protocol.event.EndpointTest;
import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.protocol.event.MailRecord;
import io.trunkline.protocol.event.PhoneNumber;
import io.trunkline.protocol.event.PutBackOrder;
import io.trunkline.protocol.event.RateCard;
import io.trunkline.protocol.event.RateChunk;
import io.trunkline.protocol.event.RateWindow;
import io.trunkline.protocol.event.Registration;
import io.trunkline.protocol.event.RegistrationEvent;
import io.trunkline.protocol.event.SwitchCommand;
import io.trunkline.protocol.event.TestCommand;
import java.io.IOException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The schemas in docs/schemas are those of the code. After a change of a record, {@code mvn test -pl
 * protocol -Dtest=TopicSchemasTest -Dschemas.write=true} writes them anew.
 */
final class TopicSchemasTest {

    private static final Path SCHEMAS =
            Path.of(System.getProperty("trunkline.root", "..")).resolve("docs/schemas");

    private static final SchemaGenerator GENERATOR = generator();

    /** A file of docs/schemas and the type that it describes. */
    record Schema(String file, Class<?> type) {}

    static List<Schema> schemas() {
        return List.of(
                new Schema("calls", Call.class),
                new Schema("call-links", CallLink.class),
                new Schema("registrations", Registration.class),
                new Schema("registration-events", RegistrationEvent.class),
                new Schema("binding-removals", BindingRemoval.class),
                new Schema("cdrs", Cdr.class),
                new Schema("ledger", LedgerEntry.class),
                new Schema("balances", Balance.class),
                new Schema("account-events", AccountEvent.class),
                new Schema("switch-commands", SwitchCommand.class),
                new Schema("accounts", Account.class),
                new Schema("rate-cards", RateCard.class),
                new Schema("rate-cards-chunk", RateChunk.class),
                new Schema("packages", CallPackage.class),
                new Schema("numbers", PhoneNumber.class),
                new Schema("account-commands", AccountCommand.class),
                new Schema("collectors", CollectorReport.class),
                new Schema("call-commands", EndCallOrder.class),
                new Schema("end-call-refusals", EndCallRefusal.class),
                new Schema("capture-gaps", CaptureGap.class),
                new Schema("test-commands", TestCommand.class),
                new Schema("endpoint-tests", EndpointTest.class),
                new Schema("alarm-rules", AlarmRule.class),
                new Schema("alarms", Alarm.class),
                new Schema("mails", MailRecord.class),
                new Schema("address-names", AddressName.class),
                new Schema("rating.dead-letters", DeadLetter.class),
                new Schema("rating.put-back-orders", PutBackOrder.class));
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void theDocumentedSchemaIsThatOfTheCode(Schema schema) throws IOException {
        Path file = SCHEMAS.resolve(schema.file() + ".json");
        JsonNode generated = GENERATOR.generateSchema(schema.type());
        if (Boolean.getBoolean("schemas.write")) {
            Files.createDirectories(SCHEMAS);
            Files.writeString(file, generated.toPrettyString() + "\n");
        }
        assertEquals(generated, Json.mapper().readTree(file.toFile()));
    }

    private static SchemaGenerator generator() {
        var config = new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JacksonModule(JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY));
        // What Json writes as text although Java has it as a number or an object.
        config.forTypesInGeneral().withCustomDefinitionProvider((type, context) -> Optional.ofNullable(
                        text(type.getErasedType(), context.getGeneratorConfig().createObjectNode()))
                .map(com.github.victools.jsonschema.generator.CustomDefinition::new)
                .orElse(null));
        return new SchemaGenerator(config.build());
    }

    private static ObjectNode text(Type type, ObjectNode schema) {
        if (type == BigDecimal.class) {
            return schema.put("type", "string").put("pattern", "^-?\\d+(\\.\\d+)?$");
        }
        if (type == RateWindow.class) {
            return schema.put("type", "string").put("pattern", "^[a-z,-]+ \\d\\d:\\d\\d-\\d\\d:\\d\\d$");
        }
        if (type == Instant.class) {
            return schema.put("type", "string").put("format", "date-time");
        }
        return null;
    }
}
