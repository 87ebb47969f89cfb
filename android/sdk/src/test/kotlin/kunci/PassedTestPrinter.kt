package kunci

import org.junit.platform.engine.TestExecutionResult
import org.junit.platform.engine.TestExecutionResult.Status
import org.junit.platform.engine.support.descriptor.MethodSource
import org.junit.platform.launcher.TestExecutionListener
import org.junit.platform.launcher.TestIdentifier

/** Prints `test Class::method ... ok`: what `cargo xtask` reads to know which tests passed. Registered as a service. */
class PassedTestPrinter : TestExecutionListener {
    override fun executionFinished(test: TestIdentifier, result: TestExecutionResult) {
        val source = test.source.orElse(null) as? MethodSource ?: return
        if (!test.isTest || test.uniqueIdObject.lastSegment.type != "method") return
        val outcome = if (result.status == Status.SUCCESSFUL) "ok" else "FAILED"
        println("test ${source.className}::${source.methodName} ... $outcome")
    }
}
