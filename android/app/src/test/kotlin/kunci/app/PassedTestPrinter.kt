package kunci.app

import org.junit.runner.Description
import org.junit.runner.notification.Failure
import org.junit.runner.notification.RunListener

/** Prints `test Class::method ... ok`: what `cargo xtask` reads to know which tests passed. */
class PassedTestPrinter : RunListener() {
    private val failed = mutableSetOf<Description>()

    override fun testFailure(failure: Failure) {
        failed += failure.description
    }

    override fun testAssumptionFailure(failure: Failure) {
        failed += failure.description
    }

    override fun testFinished(description: Description) {
        // Robolectric adds the Android version to the name when there are several.
        val method = description.methodName?.substringBefore('[') ?: return
        println("test ${description.className}::$method ... ${if (description in failed) "FAILED" else "ok"}")
    }
}
