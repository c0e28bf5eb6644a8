using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Detectors;

/// <summary>Finds numbers of driver's licenses, whose shapes are so weak that a key or a whole word must name them.</summary>
internal static class DriverLicenseDetector
{
    /// <summary>What is said of it.</summary>
    public static readonly Detector About = new(
        DlpEntity.DriverLicense,
        DetectorTier.OnDemand,
        "AAMVA DL/ID card design standard, and the number formats of the states: up to two letters and six to fourteen digits",
        ["driver license D1234567", "DL: 98765432", "driver's licence no AB123456"],
        ["D1234567", "license key ABCD-1234", "license 12345", "public 98765432", "licensed to 98765432"]);

    private const int MostLetters = 2;
    private const int FewestDigits = 6;
    private const int MostDigits = 14;

    /// <summary>Tests a token.</summary>
    /// <param name="field">The field.</param>
    /// <param name="start">Where it starts.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="findings">Takes the finding.</param>
    public static void Test(in Field field, int start, int end, FindingList findings)
    {
        var digits = start;
        while (digits < end && ByteClass.IsLetter(field[digits])) digits++;
        if (digits - start > MostLetters || end - digits is < FewestDigits or > MostDigits) return;
        for (var at = digits; at < end; at++)
            if (!ByteClass.IsDigit(field[at])) return;
        if (Boundary.IsPartOfToken(field, start, end) || !field.IsWanted(findings, DlpEntity.DriverLicense, Signals.License, start, end)) return;
        findings.Add(start, end, DlpEntity.DriverLicense, field.NamedConfidence(Confidence.Shape, Signals.License, start, end));
    }
}
