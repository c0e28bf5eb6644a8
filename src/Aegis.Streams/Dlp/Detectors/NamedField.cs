using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Detectors;

/// <summary>Looks at fields whose key or column says so much that no place in them need stand out.</summary>
internal static class NamedField
{
    /// <summary>What such keys say.</summary>
    public const Signals Kinds = Signals.Secret | Signals.Phone | Signals.Iban | Signals.Nino | Signals.Ssn | Signals.Itin | Signals.Birth;

    /// <summary>Tests a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="count">How many findings there were before the field.</param>
    /// <param name="findings">Takes the findings.</param>
    public static void Test(in Field field, in ScanOptions options, int count, FindingList findings)
    {
        var entities = options.Entities;
        var signals = field.Signals;
        if ((signals & Signals.Negative) != 0) return;
        if ((signals & Signals.Secret) != 0 && entities.Has(DlpEntity.Secret)) NamedSecretDetector.TestField(field, findings);
        if (findings.Count > count) return;
        if ((signals & Signals.Phone) != 0 && entities.Has(DlpEntity.Phone)) PhoneDetector.TestField(field, findings);
        if ((signals & (Signals.Ssn | Signals.Itin)) != 0 && UsSsnDetector.IsWanted(entities)) SsnField.Test(field, entities, findings);
        if ((signals & Signals.Birth) != 0 && entities.Has(DlpEntity.DateOfBirth)) ShortBirthDate.TestField(field, options.LastYear, findings);
        if ((signals & Signals.Iban) != 0 && entities.Has(DlpEntity.Iban)) IbanDetector.Test(field, 0, findings);
        if ((signals & Signals.Nino) != 0 && entities.Has(DlpEntity.UkNino)) UkNinoDetector.TestGrouped(field, 0, findings);
    }
}
