package org.emilua.itests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Dependencies point one way, and Lua never meets Netty. */
final class ArchitectureIT {

    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter()
                .withImportOption(location -> !location.contains("test-classes"))
                .importPackages("org.emilua");
        assertTrue(classes.size() > 80, "the bundles' classes were found: " + classes.size());
    }

    @Test
    void noClassUsesBothLuaAndNetty() {
        classes().should(notUseBoth("org.luaj.", "io.netty.")).check(classes);
    }

    @Test
    void handlesKnowNoNetty() {
        noClasses().that().haveSimpleNameEndingWith("Handle").should().dependOnClassesThat().resideInAPackage("io.netty..").check(classes);
    }

    @Test
    void transportAndEventLoopKnowNoLua() {
        noClasses().that().resideInAnyPackage("org.emilua.transport..", "org.emilua.event.loop..", "org.emilua.posix..")
                .should().dependOnClassesThat().resideInAPackage("org.luaj..").check(classes);
    }

    @Test
    void nettyStaysInTransportAndEventLoop() {
        noClasses().that().resideOutsideOfPackages("org.emilua.transport..", "org.emilua.event.loop..")
                .should().dependOnClassesThat().resideInAPackage("io.netty..").check(classes);
    }

    @Test
    void onlyTheTurtleBundleKnowsItsParser() {
        noClasses().that().resideOutsideOfPackage("org.emilua.turtle..")
                .should().dependOnClassesThat().resideInAnyPackage("org.eclipse.rdf4j..", "org.emilua.turtle..").check(classes);
    }

    @Test
    void theTurtleBundleKnowsOnlyTheApi() {
        noClasses().that().resideInAPackage("org.emilua.turtle..")
                .should().dependOnClassesThat(ours("org.emilua.api").and(ours("org.emilua.turtle"))).check(classes);
    }

    @Test
    void theApiDependsOnNothingOfOurs() {
        noClasses().that().resideInAPackage("org.emilua.api..")
                .should().dependOnClassesThat(ours("org.emilua.api")).check(classes);
    }

    @Test
    void theLanguageDependsOnNothingOfOurs() {
        noClasses().that().resideInAPackage("org.emilua.lua..").should().dependOnClassesThat(ours("org.emilua.lua")).check(classes);
    }

    @Test
    void nobodyDependsOnTheRuntime() {
        noClasses().that().resideOutsideOfPackage("org.emilua.runtime..")
                .should().dependOnClassesThat().resideInAPackage("org.emilua.runtime..").check(classes);
    }

    @Test
    void theRuntimeKnowsNoTransportAndNoModule() {
        noClasses().that().resideInAPackage("org.emilua.runtime..")
                .should().dependOnClassesThat().resideInAnyPackage("org.emilua.transport..", "org.emilua.module..").check(classes);
    }

    @Test
    void modulesDoNotKnowEachOther() {
        slices().matching("org.emilua.module.(*)..").should().notDependOnEachOther().check(classes);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.emilua.(module.*|*)..").should().beFreeOfCycles().check(classes);
    }

    /** See CarrierThread: what asks elsewhere is never run by a fiber. */
    @Test
    void fibersAskForTheirThreadSoThatTheyGetTheOneOfNow() {
        noClasses().that().doNotHaveSimpleName("CarrierThread").and().resideOutsideOfPackages("org.emilua.runtime.monitor..", "org.emilua.launcher..")
                .and().doNotHaveSimpleName("EngineComponent").and().doNotHaveSimpleName("Finalizers")
                .and().doNotHaveSimpleName("Strand")
                .should().callMethod(Thread.class, "currentThread").check(classes);
    }

    private static DescribedPredicate<JavaClass> ours(String except) {
        return DescribedPredicate.describe("classes of Emilua outside " + except, type ->
                type.getPackageName().startsWith("org.emilua.") && !type.getPackageName().startsWith(except));
    }

    private static ArchCondition<JavaClass> notUseBoth(String one, String other) {
        return new ArchCondition<>("not use both " + one + " and " + other) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean both = uses(type, one) && uses(type, other);
                events.add(new SimpleConditionEvent(type, !both, type.getName() + " uses both"));
            }
        };
    }

    private static boolean uses(JavaClass type, String prefix) {
        return type.getDirectDependenciesFromSelf().stream()
                .anyMatch(dependency -> dependency.getTargetClass().getName().startsWith(prefix));
    }
}
