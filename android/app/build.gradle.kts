// For Android Studio. NOT RUN by this repository's checks, which compile and test the same sources through Maven
// (`cargo xtask android`) with the versions of the same catalogue.

plugins {
    alias(libs.plugins.android.application)
    alias(libs.plugins.kotlin.compose)
}

android {
    namespace = "kunci.app"
    // What the AndroidX libraries ask for; the Maven run compiles against Android 15.
    compileSdk = 37

    defaultConfig {
        applicationId = "kunci.app"
        // The first version whose Keystore does key agreement (ECDH).
        minSdk = 31
        targetSdk = 35
        versionCode = 1
        versionName = "0.1"
    }

    sourceSets.named("main") {
        // Made by `cargo xtask bindgen`. The library itself (lib/ABI/libkunci_bindings.so) needs the NDK.
        kotlin.srcDir("../../target/bindings/kotlin")
    }

    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }

    // The tests need what `cargo xtask android` starts and builds: run them there.
    testOptions.unitTests.isIncludeAndroidResources = true
}

dependencies {
    implementation(libs.material3)
    implementation(libs.activity.compose)
    implementation(libs.lifecycle.runtime.compose)
    implementation(libs.lifecycle.viewmodel)
    implementation(libs.lifecycle.viewmodel.savedstate)
    implementation(libs.kotlin.stdlib)
    implementation(libs.coroutines.core)
    implementation(libs.coroutines.android)
    // On a phone JNA comes with its own native part: the AAR instead of the JAR.
    implementation(libs.jna) { artifact { type = "aar" } }

    testImplementation(libs.compose.ui.test)
    testImplementation(libs.compose.ui.test.manifest)
    testImplementation(libs.androidx.test.core)
    testImplementation(libs.robolectric)
    testImplementation(libs.bouncycastle)
    testImplementation(libs.serialization.json)
    testImplementation(libs.jna)
}
