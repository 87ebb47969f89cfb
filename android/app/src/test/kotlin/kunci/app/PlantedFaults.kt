package kunci.app

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.offset
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Button
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.ui.unit.dp

/** Screens that [Layout] must find fault with, by the word that it finds. */
object PlantedFaults {
    val all: List<Pair<String, @Composable () -> Unit>> = listOf(
        "cut" to { Text("Masukkan Kode Buka Anda di sini", maxLines = 1, overflow = TextOverflow.Ellipsis) },
        "cut" to { Button({}, Modifier.height(40.dp)) { Text("Setujui dengan Kode Buka Anda sekarang") } },
        "torn" to { Text("Persetujuan", Modifier.width(60.dp)) },
        "outside" to { Button({}, Modifier.offset(x = 300.dp)) { Text("Setujui") } },
        "outside" to { Text("Satu baris", Modifier.offset(y = 630.dp)) },
        "cut" to { Column { repeat(20) { Text("Satu baris") } } },
        "covered" to {
            Box {
                Button({}) { Text("Setujui") }
                Button({}, Modifier.offset(y = 20.dp)) { Text("Tolak") }
            }
        },
        "unnamed" to { Box(Modifier.size(60.dp).clickable {}) },
        "small" to { Column(Modifier.height(30.dp).verticalScroll(rememberScrollState())) { repeat(9) { Text("Baris") } } },
    )

    val none: @Composable () -> Unit = {
        Column(Modifier.fillMaxSize().verticalScroll(rememberScrollState())) {
            repeat(20) { Text("Satu baris") }
            Button({}) { Text("Setujui") }
            Button({}) { Text("Tolak") }
        }
    }
}
