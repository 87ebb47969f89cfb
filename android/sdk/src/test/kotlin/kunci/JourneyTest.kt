package kunci

import org.junit.jupiter.api.DynamicContainer.dynamicContainer
import org.junit.jupiter.api.DynamicNode
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.TestFactory
import java.nio.file.Path

/** Runs every journey of the repository word for word: Kotlin, the real library, a real bank. */
class JourneyTest {
    @TestFactory
    fun journeys(): List<DynamicNode> =
        Journey.all(Path.of(System.getProperty("kunci.repository"), "tests", "journeys")).map { journey ->
            val run = JourneyRun(journey)
            val steps = journey.steps.map { step ->
                dynamicTest("${step.id} ${step.title}") {
                    try {
                        run.take(step)
                    } finally {
                        if (step === journey.steps.last()) run.close()
                    }
                }
            }
            dynamicContainer(journey.name, steps)
        }
}
