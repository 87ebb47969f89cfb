package kunci.app

import androidx.compose.ui.geometry.Rect
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.junit4.ComposeTestRule
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.text.TextLayoutResult

/**
 * What is wrong with how a screen is laid out, as its tree of semantics tells. It does not see digits that are hidden from the
 * tree on purpose.
 */
class Layout(rule: ComposeTestRule) {
    private val whole = rule.onRoot(useUnmergedTree = true).fetchSemanticsNode()
    private val pieces = below(whole)
    private val merged = below(rule.onRoot().fetchSemanticsNode())
    private val screen = Rect(0f, 0f, whole.size.width.toFloat(), whole.size.height.toFloat())
    private val pixel = 1f

    fun faults(): List<String> = cut() + outside() + covered() + unnamed() + small()

    private fun below(node: SemanticsNode): List<SemanticsNode> = listOf(node) + node.children.flatMap(::below)

    /** Where it would be without the edges of what scrolls. */
    private fun place(node: SemanticsNode) = node.positionInRoot.let { Rect(it, Size(node.size.width.toFloat(), node.size.height.toFloat())) }

    private fun said(node: SemanticsNode): String {
        val spoken = node.config.getOrNull(SemanticsProperties.ContentDescription).orEmpty()
        return (spoken + node.config.getOrNull(SemanticsProperties.Text).orEmpty().map { it.text }).joinToString(" ")
    }

    private fun scroller(node: SemanticsNode) =
        generateSequence(node.parent) { it.parent }.firstOrNull { SemanticsActions.ScrollBy in it.config }

    private fun isTyped(node: SemanticsNode) = SemanticsProperties.EditableText in node.config

    private fun cut(): List<String> = pieces.filter { !isTyped(it) }.flatMap { node ->
        val layouts = mutableListOf<TextLayoutResult>()
        node.config.getOrNull(SemanticsActions.GetTextLayoutResult)?.action?.invoke(layouts)
        layouts.flatMap { layout ->
            val text = layout.layoutInput.text.text
            val torn = (0 until layout.lineCount - 1).map { layout.getLineEnd(it, visibleEnd = false) }
                .filter { it in 1 until text.length && text[it - 1].isLetter() && text[it].isLetter() }
            listOfNotNull(
                "cut: $text".takeIf { isCut(layout, node) },
                "torn: $text".takeIf { torn.isNotEmpty() },
            )
        }
    }

    /** The layout's own "overflow" counts the empty rest of a line too, so each line is held against the room that there is. */
    private fun isCut(layout: TextLayoutResult, node: SemanticsNode): Boolean {
        val lines = 0 until layout.lineCount
        val widest = lines.maxOfOrNull { layout.getLineRight(it) - layout.getLineLeft(it) } ?: 0f
        return layout.didOverflowHeight || lines.any(layout::isLineEllipsized) || widest > node.size.width + pixel
    }

    private fun outside(): List<String> = pieces.filter { it.size.width > 0 && it.size.height > 0 }.mapNotNull { node ->
        val at = place(node)
        val sideways = at.left < screen.left - pixel || at.right > screen.right + pixel
        val down = scroller(node) == null && (at.top < screen.top - pixel || at.bottom > screen.bottom + pixel)
        "outside: ${said(node)} at $at".takeIf { sideways || down }
    }

    private fun isControl(node: SemanticsNode) = SemanticsActions.OnClick in node.config || SemanticsActions.SetText in node.config

    private val controls get() = merged.filter(::isControl)

    private fun covered(): List<String> {
        val all = controls
        return all.flatMapIndexed { index, one ->
            all.drop(index + 1).mapNotNull { other ->
                val nested = generateSequence(one) { it.parent }.any { it.id == other.id } ||
                    generateSequence(other) { it.parent }.any { it.id == one.id }
                val together = scroller(one)?.id == scroller(other)?.id
                val (first, second) = if (together) place(one) to place(other) else one.boundsInRoot to other.boundsInRoot
                val both = first.intersect(second)
                "covered: ${said(one)} and ${said(other)}".takeIf { !nested && both.width > pixel && both.height > pixel }
            }
        }
    }

    private fun unnamed() = controls.filter { said(it).isBlank() }.map { "unnamed: ${it.config}" }

    /** Whoever taps or reads needs room for it. */
    private fun small(): List<String> {
        val dp = whole.layoutInfo.density.density
        val fingers = controls.map { it to it.touchBoundsInRoot }.filter { (node, _) -> scroller(node) == null }
            .filter { (_, touch) -> touch.height < FINGER * dp - pixel || touch.width < FINGER * dp - pixel }
        val slits = pieces.filter { SemanticsActions.ScrollBy in it.config && SemanticsProperties.VerticalScrollAxisRange in it.config }
            .filter { it.boundsInRoot.height < SLIT * dp && place(it).height > 0 && !isTyped(it) }
        return fingers.map { (node, touch) -> "small: ${said(node)} is $touch" } + slits.map { "small: only ${it.boundsInRoot} to scroll in" }
    }

    private companion object {
        /** Material's and Android's least size of what is tapped, dp. */
        const val FINGER = 48f

        /** Two lines of large letters, dp. */
        const val SLIT = 72f
    }
}
