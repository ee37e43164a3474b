package io.trunkline.app;

import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.trunkline.live.board.Board;
import io.trunkline.live.http.Answer;
import io.trunkline.protocol.Scope;
import io.trunkline.storage.Store;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Nothing of a customer's is read without saying for whom: no reader of a board or of the store can forget it. */
@AnalyzeClasses(packages = "io.trunkline", importOptions = DoNotIncludeTests.class)
final class ScopeRulesTest {

    /** Everything in which rows can be handed out. */
    private static final List<Class<?>> HOLDERS =
            List.of(Optional.class, Collection.class, Map.class, Answer.class, Iterable.class, Record.class);

    private static final DescribedPredicate<JavaMethod> AN_ANSWER_THAT_CAN_HOLD_ROWS =
            DescribedPredicate.describe("an answer that can hold rows", method -> HOLDERS.stream()
                    .anyMatch(method.getRawReturnType()::isAssignableTo));

    private static final DescribedPredicate<JavaMethod> A_SCOPE_AMONG_THEIR_PARAMETERS = DescribedPredicate.describe(
            "a scope among their parameters",
            method -> method.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Scope.class)));

    @ArchTest
    static final ArchRule whoReadsABoardSaysForWhom = readersOf(Board.class);

    @ArchTest
    static final ArchRule whoReadsTheStoreSaysForWhom = readersOf(Store.class);

    private static ArchRule readersOf(Class<?> source) {
        return methods()
                .that()
                .areDeclaredInClassesThat()
                .areAssignableTo(source)
                .and()
                .arePublic()
                .and()
                .doNotHaveModifier(com.tngtech.archunit.core.domain.JavaModifier.STATIC)
                .and(AN_ANSWER_THAT_CAN_HOLD_ROWS)
                .and()
                .doNotHaveName("place")
                .should(have(A_SCOPE_AMONG_THEIR_PARAMETERS));
    }
}
