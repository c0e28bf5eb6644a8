namespace Aegis.Streams.Dlp.Detectors;

/// <summary>All detectors, for documents and tests.</summary>
internal static class DetectorCatalog
{
    /// <summary>The detectors.</summary>
    public static readonly IReadOnlyList<Detector> All =
    [
        EmailDetector.About, CreditCardDetector.About, IbanDetector.About, UsSsnDetector.About, UsSsnDetector.AboutItin, PhoneDetector.About, IpAddressDetector.About,
        PrefixedSecretDetector.About, PrivateKeyDetector.About, NamedSecretDetector.About, DateOfBirthDetector.About, UkNinoDetector.About, UkNhsDetector.About,
        CaSinDetector.About, InAadhaarDetector.About, InPanDetector.About, UsPassportDetector.About, MbiDetector.About, NpiDetector.About, DeaNumberDetector.About,
        AbaRoutingDetector.About, UsBankAccountDetector.About, DriverLicenseDetector.About, CryptoWalletDetector.About, MacAddressDetector.About, UrlDetector.About,
    ];
}
