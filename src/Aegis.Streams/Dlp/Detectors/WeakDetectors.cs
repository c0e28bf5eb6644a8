using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Detectors;

/// <summary>Looks for what is off by default. Goes from token to token, since no mask points at such values; each token is looked at a bounded number of times.</summary>
internal static class WeakDetectors
{
    /// <summary>Tests a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="entities">What is looked for.</param>
    /// <param name="findings">Takes the findings.</param>
    public static void Test(in Field field, EntitySet entities, FindingList findings)
    {
        if (entities.Has(DlpEntity.Url)) UrlDetector.Test(field, findings);
        var (mac, wallet, license) = (entities.Has(DlpEntity.MacAddress), entities.Has(DlpEntity.CryptoWallet), entities.Has(DlpEntity.DriverLicense));
        if (!mac && !wallet && !license) return;
        var text = field.Text;
        for (var at = 0; at < text.Length; at++)
        {
            if (!ByteClass.IsAlphanumeric(text[at])) continue;
            var end = at + 1;
            while (end < text.Length && ByteClass.IsAlphanumeric(text[end])) end++;
            if (mac && end - at is 2 or 4) MacAddressDetector.Test(field, at, findings);
            if (wallet) CryptoWalletDetector.Test(field, at, end, findings);
            if (license) DriverLicenseDetector.Test(field, at, end, findings);
            at = end;
        }
    }
}
