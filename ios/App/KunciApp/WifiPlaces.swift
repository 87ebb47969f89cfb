import CoreLocation
import CryptoKit
import Foundation
import NetworkExtension
import ViewModels

/// A place is a Wi-Fi access point, by name and address, that is not open. Needs the entitlement "Access Wi-Fi Information" and the
/// customer's leave for the precise location. Parsed, not compiled, where there is no Apple SDK; never run here.
///
/// A hurdle for somebody who has snatched the phone and no proof of a place: an access point can be imitated with preparation.
@MainActor final class WifiPlaces: PlaceHost {
  private let locations = CLLocationManager()
  private let kept = UserDefaults.standard

  var trusted: Set<String> {
    get { Set(kept.stringArray(forKey: "places.trusted") ?? []) }
    set { kept.set(newValue.sorted(), forKey: "places.trusted") }
  }

  func read() async -> PlaceReading {
    guard [.authorizedWhenInUse, .authorizedAlways].contains(locations.authorizationStatus),
      locations.accuracyAuthorization == .fullAccuracy
    else { return .hidden }
    // Without a Wi-Fi there is nothing to fetch; so it is where iOS refuses, and both are said as what is known: nothing.
    guard let network = await NEHotspotNetwork.fetchCurrent() else { return .hidden }
    switch network.securityType {
    case .personal, .enterprise: return .accessPoint(digest: digest(network.ssid, network.bssid))
    default: return .open
    }
  }

  func askToSee() {
    locations.requestWhenInUseAuthorization()
  }

  private func digest(_ name: String, _ address: String) -> String {
    let hash = SHA256.hash(data: salt() + Data(name.utf8) + [0] + Data(address.utf8))
    return Data(hash).base64EncodedString()
  }

  /// The phone's own, so that two phones keep different digests of one place.
  private func salt() -> Data {
    if let known = kept.data(forKey: "places.salt") { return known }
    let made = SymmetricKey(size: .bits128).withUnsafeBytes { Data($0) }
    kept.set(made, forKey: "places.salt")
    return made
  }
}
