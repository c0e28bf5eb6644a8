using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Detectors;

/// <summary>Looks at a place where one of the literals may start that secrets and disguised addresses begin with; <see cref="LiteralFilter"/> finds the places.</summary>
internal static class LiteralScanner
{
    /// <summary>Tests a place.</summary>
    /// <param name="field">The field.</param>
    /// <param name="at">The place.</param>
    /// <param name="entities">What is looked for.</param>
    /// <param name="findings">Takes the findings.</param>
    public static void Test(in Field field, int at, EntitySet entities, FindingList findings)
    {
        switch (field[at])
        {
            case (byte)' ' or (byte)'(' or (byte)'[' or (byte)'{':
                if (entities.Has(DlpEntity.Email)) DisguisedEmail.Test(field, at, findings);
                return;
            case (byte)'-':
                if (entities.Has(DlpEntity.Secret)) PrivateKeyDetector.Test(field, at, findings);
                return;
            default:
                if (entities.Has(DlpEntity.Secret)) PrefixedSecretDetector.Test(field, at, findings);
                return;
        }
    }
}
